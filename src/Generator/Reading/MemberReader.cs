using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <summary>Reads the models that a model holds: <c>private partial Generator Generator { get; }</c>.</summary>
internal static class MemberReader
{
    public static IReadOnlyList<(IPropertySymbol Property, MemberDeclaration Member)> Read(ReadingContext context, INamedTypeSymbol type)
    {
        var members = new List<(IPropertySymbol, MemberDeclaration)>();
        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
        {
            if (property.Type is INamedTypeSymbol model && model.HasAttribute(RuntimeNames.ModelAttribute) && Check(context, property, model)
                && ReadModel(context, type, property, model) is { } declaration)
            {
                members.Add((property, new(
                    Names.Snake(property.Name),
                    property.Name,
                    LayerReader.Modifiers(property),
                    declaration,
                    property.HasAttribute(RuntimeNames.FrozenAttribute),
                    context.Span(property))));
            }
        }

        return members;
    }

    /// <summary>Whether the property holds a model rather than, say, computing one; reports what is wrong with it.</summary>
    private static bool Check(ReadingContext context, IPropertySymbol property, INamedTypeSymbol model)
    {
        PropertyDeclarationSyntax? syntax = property.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<PropertyDeclarationSyntax>().FirstOrDefault();
        bool isPartial = syntax?.Modifiers.Any(SyntaxKind.PartialKeyword) == true;
        if (syntax is null || !isPartial || property.SetMethod is not null || property.IsStatic || syntax.ExpressionBody is not null || syntax.Initializer is not null)
        {
            context.Report(Descriptors.MemberNotPartial, context.Span(property), property.Name, model.Name);
            return false;
        }

        if (!context.IsOfThisProject(model))
        {
            context.Report(Descriptors.ModelWithoutSource, context.Span(property), model.Name, model.ContainingAssembly?.Name ?? "?");
            return false;
        }

        return true;
    }

    private static ModelDeclaration? ReadModel(ReadingContext context, INamedTypeSymbol type, IPropertySymbol property, INamedTypeSymbol model)
    {
        SymbolEqualityComparer comparer = SymbolEqualityComparer.Default;
        if (Cycle(type, model) is { } cycle)
        {
            context.Report(Descriptors.ModelCycle, context.Span(property), type.Name, string.Join(" → ", cycle.Select(m => $"'{m.Name}'")));
            return null;
        }

        // A cycle further in that does not come back to this model is reported where it closes.
        if (context.Path.Contains(model, comparer))
        {
            context.Fail();
            return null;
        }

        ModelDeclaration? declaration = ModelReader.Read(context.WithinModel(model), model);
        if (declaration is null or { IsRefused: true })
        {
            context.Fail();
        }

        return declaration;
    }

    /// <summary>The way from a held model back to its owner; null if there is none.</summary>
    private static IReadOnlyList<INamedTypeSymbol>? Cycle(INamedTypeSymbol owner, INamedTypeSymbol held)
    {
        var known = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        return Search(held);

        IReadOnlyList<INamedTypeSymbol>? Search(INamedTypeSymbol current)
        {
            if (SymbolEqualityComparer.Default.Equals(current, owner))
            {
                return [current];
            }

            if (!known.Add(current))
            {
                return null;
            }

            return current.GetMembers().OfType<IPropertySymbol>()
                .Select(p => p.Type)
                .OfType<INamedTypeSymbol>()
                .Where(t => t.HasAttribute(RuntimeNames.ModelAttribute))
                .Select(Search)
                .Where(path => path is not null)
                .Select(path => (IReadOnlyList<INamedTypeSymbol>)[current, .. path!])
                .FirstOrDefault();
        }
    }
}
