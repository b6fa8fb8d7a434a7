using Compiled.Generator.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <summary>
/// Reads what the other half of a <c>[Layer]</c> or <c>[Cell]</c> class needs. It is written for a layer that is refused too: else C# would
/// add to the finding that its weights have no implementation.
/// </summary>
internal static class LayerPartReader
{
    /// <returns>Null where the class cannot have another half.</returns>
    public static LayerPart? Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        // What is wrong with the class is reported where the layer is read.
        var context = new ReadingContext(compilation, type, cancellation);
        LayerPart? part = context.Guard(() => new LayerPart(
            TypeReader.Read(context, type, type.HasAttribute(RuntimeNames.CellAttribute) ? RuntimeNames.CellDefinition : RuntimeNames.LayerDefinition),
            Weights(context, type),
            UnreadParameters(type, cancellation)));
        return context.HasFailed ? null : part;
    }

    private static EquatableArray<WeightPart> Weights(ReadingContext context, INamedTypeSymbol type) => type.GetMembers().OfType<IPropertySymbol>()
        .Select(p => (Property: p, Attribute: p.Attribute(RuntimeNames.WeightAttribute)))
        .Where(p => p.Attribute is not null && CustomLayerReader.WeightFault(p.Property) is null)
        .Select(p => new WeightPart(p.Property.Name, LayerReader.Modifiers(p.Property), CustomLayerReader.Sizes(AttributeReader.Read(context, p.Attribute!))))
        .ToEquatableArray();

    /// <summary>The parameters of a primary constructor whose names no code of the class mentions: those that only the sizes of weights and states do.</summary>
    private static EquatableArray<string> UnreadParameters(INamedTypeSymbol type, CancellationToken cancellation)
    {
        TypeDeclarationSyntax[] parts = [.. type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>()];
        var mentioned = new HashSet<string>(parts
            .SelectMany(p => p.Members.Cast<SyntaxNode>().Concat(p.BaseList is { } bases ? [bases] : []))
            .SelectMany(n => n.DescendantNodes())
            .OfType<IdentifierNameSyntax>()
            .Select(n => n.Identifier.ValueText));
        return parts
            .SelectMany(p => p.ParameterList?.Parameters ?? default)
            .Select(p => p.Identifier.ValueText)
            .Where(name => !mentioned.Contains(name))
            .ToEquatableArray();
    }
}
