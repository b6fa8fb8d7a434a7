using Compiled.Generator.Diagnostics;
using Compiled.Generator.Lowering.Layers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <summary>
/// Finds classes that declare a network but carry no <c>[Model]</c>: C# compiles them, and nothing would be generated for them. Layers are
/// inherited by no class and reused through models alone, so there is no other use of them.
/// </summary>
internal static class UnmarkedReader
{
    /// <summary>The attributes that only models have, as they are written.</summary>
    private static readonly HashSet<string> _parts = [.. LayerRegistry.All.Select(r => r.Kind), "Input", "Output", "StackedCells"];

    /// <summary>Whether, as far as syntax tells, this part of a class declares a network without <c>[Model]</c>: few classes do, so only few are asked about.</summary>
    public static bool MayBeUnmarked(SyntaxNode node) => node is ClassDeclarationSyntax type
        && !Written(type.AttributeLists).Contains("Model")
        && (Written(type.AttributeLists).Any(_parts.Contains)
            || type.Members.OfType<MethodDeclarationSyntax>().Any(m => Written(m.AttributeLists).Any(_parts.Contains) || (m.Identifier.ValueText == RuntimeNames.Forward && HasShape(m))));

    /// <returns>Null where the class is a model or layer, or this part of it is not the one that the finding belongs to.</returns>
    public static ReadResult? Read(GeneratorSyntaxContext syntax, CancellationToken cancellation)
    {
        var node = (ClassDeclarationSyntax)syntax.Node;
        if (syntax.SemanticModel.GetDeclaredSymbol(node, cancellation) is not INamedTypeSymbol type
            || type.HasAttribute(RuntimeNames.ModelAttribute) || type.HasAttribute(RuntimeNames.LayerAttribute) || type.HasAttribute(RuntimeNames.CellAttribute)
            || type.HasUnresolvedAttribute()
            || Parts(type).FirstOrDefault() is not { Attribute: { } attribute } first
            || attribute.ApplicationSyntaxReference is not { } reference || reference.SyntaxTree != node.SyntaxTree || !node.Span.Contains(reference.Span))
        {
            return null;
        }

        var context = new ReadingContext(syntax.SemanticModel.Compilation, type, cancellation);
        string name = $"[{Names.WithoutSuffix(attribute.AttributeClass!.Name)}]";
        context.Report(Descriptors.NetworkWithoutModel, context.Span(node.Identifier), type.Name, first.Method is { } method ? $"{name} on '{method}'" : name);
        return new(null, context.Diagnostics, context.Map) { Name = type.FullName() };
    }

    /// <summary>The attributes that declare a network, those of the class first.</summary>
    private static IEnumerable<(AttributeData Attribute, string? Method)> Parts(INamedTypeSymbol type)
    {
        IEnumerable<(AttributeData, string?)> own = type.GetAttributes()
            .Where(a => a.AttributeClass.Derives(RuntimeNames.LayerDefinition) || a.AttributeClass.Is(RuntimeNames.InputAttribute) || a.AttributeClass.Is(RuntimeNames.OutputAttribute))
            .Select(a => (a, (string?)null));
        IEnumerable<(AttributeData, string?)> methods = type.GetMembers().OfType<IMethodSymbol>().SelectMany(m => LayerReader.Attributes(m).Select(a => (a, (string?)m.Name)));
        IEnumerable<(AttributeData, string?)> inputs = type.GetMembers(RuntimeNames.Forward).OfType<IMethodSymbol>()
            .SelectMany(m => m.Parameters)
            .Select(p => p.Attribute(RuntimeNames.ShapeAttribute))
            .OfType<AttributeData>()
            .Select(a => (a, (string?)RuntimeNames.Forward));
        return own.Concat(methods).Concat(inputs);
    }

    private static bool HasShape(MethodDeclarationSyntax method) => method.ParameterList.Parameters.Any(p => Written(p.AttributeLists).Contains("Shape"));

    private static IEnumerable<string> Written(SyntaxList<AttributeListSyntax> lists) => lists
        .SelectMany(l => l.Attributes)
        .Select(a => Names.WithoutSuffix((a.Name as QualifiedNameSyntax)?.Right.Identifier.ValueText ?? (a.Name as SimpleNameSyntax)?.Identifier.ValueText ?? ""));
}
