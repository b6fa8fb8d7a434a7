using System.Collections.Immutable;
using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <summary>Reads layer attributes, on a class or on partial methods.</summary>
internal static class LayerReader
{
    /// <summary>The layer attributes of a class or method, in the order of the source.</summary>
    public static IReadOnlyList<AttributeData> Attributes(ISymbol symbol) =>
        [.. symbol.GetAttributes()
            .Where(a => a.AttributeClass.Derives(RuntimeNames.LayerDefinition))
            .OrderBy(a => a.ApplicationSyntaxReference?.Span.Start ?? 0)];

    /// <summary>The layers that partial methods declare, in the order of the source: one each, or a stack that is called as one.</summary>
    public static IReadOnlyList<(IMethodSymbol Method, EquatableArray<LayerDeclaration> Layers)> FromMethods(ReadingContext context, INamedTypeSymbol type)
    {
        var declared = new List<(IMethodSymbol, EquatableArray<LayerDeclaration>)>();
        var stacks = new LayerStackReader(context, type);
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
        {
            IReadOnlyList<AttributeData> attributes = Attributes(method);
            if (attributes.Count > 0 && method.PartialDefinitionPart is null)
            {
                IReadOnlyList<(AttributeData Layer, IReadOnlyList<AttributeData> Cells)> groups = StackedCellsReader.Group(context, attributes);
                CheckSignature(context, method, isStack: groups.Count > 1);
                EquatableArray<string> parameters = method.Parameters.Select(p => p.Name).ToEquatableArray();
                bool isFrozen = method.HasAttribute(RuntimeNames.FrozenAttribute);
                EquatableArray<LayerDeclaration> layers = groups.Count == 1
                    ? EquatableArray.Of(Read(context, attributes[0], method.Name, null, parameters, Modifiers(method), isFrozen) with { Cells = StackedCellsReader.Read(context, groups[0].Cells) })
                    : stacks.Read(attributes, parameters, isFrozen, method.Name);
                EquatableArray<string> integers = method.Parameters.Where(p => !p.Type.IsFloatTensor()).Select(p => p.Name).ToEquatableArray();
                EquatableArray<string> results = TupleElements(method.ReturnType).Select(e => e.IsExplicitlyNamedTupleElement ? e.Name : "").ToEquatableArray();
                declared.Add((method, layers.Select((layer, i) => i == 0 ? layer with { IntegerParameters = integers, Results = results } : layer).ToEquatableArray()));
            }
        }

        return declared;
    }

    /// <summary>The methods that carry more than one layer.</summary>
    public static EquatableArray<StackDeclaration> Stacks(IReadOnlyList<(IMethodSymbol Method, EquatableArray<LayerDeclaration> Layers)> declared) => declared
        .Where(d => d.Layers.Count > 1)
        .Select(d => new StackDeclaration(d.Method.Name, Modifiers(d.Method), d.Layers.Select(l => l.Member).ToEquatableArray()))
        .ToEquatableArray();

    /// <param name="member">The name of the method, present or to be generated.</param>
    /// <param name="name">The layer's name if the attribute gives none; null to make it from <paramref name="member"/>.</param>
    public static LayerDeclaration Read(ReadingContext context, AttributeData attribute, string member, string? name, EquatableArray<string> parameters, string modifiers, bool isFrozen)
    {
        int span = context.Span(AttributeReader.Place(attribute));
        EquatableArray<Setting> settings = AttributeReader.Read(context, attribute);
        Setting? ownName = settings.FirstOrDefault(s => s is { Name: "Name", Value: TextValue });
        if (ownName is not null)
        {
            name = ((TextValue)ownName.Value).Value;
            if (!Names.IsLayerName(name))
            {
                context.Report(Descriptors.UnfitLayerName, ownName.Span, name);
            }
        }

        isFrozen |= settings.Any(s => s is { Name: "Frozen", Value: BooleanValue { Value: true } });
        return new(
            name ?? Names.Snake(member),
            member,
            Kind(context, attribute.AttributeClass!, span),
            settings.Where(s => s.Name is not ("Name" or "Frozen")).ToEquatableArray(),
            parameters,
            modifiers,
            isFrozen,
            span);
    }

    public static void CheckUniqueNames(ReadingContext context, INamedTypeSymbol type, IEnumerable<(string Name, int Span)> names)
    {
        var known = new HashSet<string>();
        foreach ((string name, int span) in names)
        {
            if (!known.Add(name))
            {
                context.Report(Descriptors.DuplicateLayerName, span, type.Name, name);
            }
        }
    }

    /// <summary>What the part that implements a partial member must repeat.</summary>
    public static string Modifiers(ISymbol member) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MemberDeclarationSyntax syntax
        ? string.Join(" ", syntax.Modifiers.Select(m => m.ValueText))
        : "private partial";

    private static string Kind(ReadingContext context, INamedTypeSymbol attribute, int span)
    {
        if (attribute.HasAttribute(RuntimeNames.LayerAttribute) || attribute.HasAttribute(RuntimeNames.CellAttribute))
        {
            if (!context.IsOfThisProject(attribute))
            {
                context.Report(Descriptors.ModelWithoutSource, span, attribute.Name, attribute.ContainingAssembly?.Name ?? "?");
            }

            return attribute.FullName();
        }

        if (context.IsOfThisProject(attribute) || attribute.ContainingNamespace?.ToDisplayString() != RuntimeNames.Namespace)
        {
            context.Report(Descriptors.LayerWithoutMark, span, attribute.Name);
        }

        return Names.WithoutSuffix(attribute.Name);
    }

    private static IEnumerable<IFieldSymbol> TupleElements(ITypeSymbol type) => (type as INamedTypeSymbol)?.TupleElements is { IsDefault: false } elements ? elements : Enumerable.Empty<IFieldSymbol>();

    private static void CheckSignature(ReadingContext context, IMethodSymbol method, bool isStack)
    {
        MethodDeclarationSyntax[] parts = [.. method.DeclaringSyntaxReferences
            .Concat(method.PartialImplementationPart?.DeclaringSyntaxReferences ?? ImmutableArray<SyntaxReference>.Empty)
            .Select(r => r.GetSyntax())
            .OfType<MethodDeclarationSyntax>()];
        MethodDeclarationSyntax? written = parts.FirstOrDefault(p => p.Body is not null || p.ExpressionBody is not null);
        if (written is not null && parts.Any(p => p.Modifiers.Any(SyntaxKind.PartialKeyword)))
        {
            context.Report(Descriptors.LayerMethodImplemented, context.Span(written.Identifier), method.Name);
        }
        else if (!parts.Any(p => p.Modifiers.Any(SyntaxKind.PartialKeyword)))
        {
            context.Report(Descriptors.LayerMethodNotPartial, context.Span(method), method.Name, $"{method.Accessibility()} partial");
        }

        bool isTuple = !isStack && TupleElements(method.ReturnType).Any() && TupleElements(method.ReturnType).All(e => e.Type.IsFloatTensor());
        ITypeSymbol? badReturn = method.ReturnType.IsFloatTensor() || isTuple || method.ReturnType.IsUnknown() ? null : method.ReturnType;
        IParameterSymbol? badParameter = method.Parameters.FirstOrDefault(p => !p.Type.IsUnknown() && (!p.Type.IsNetworkTensor() || p.RefKind != RefKind.None || p.IsParams));
        string? fault = badReturn is not null ? $"returns {badReturn.AsWritten()}"
            : method.Parameters.Length == 0 ? "takes no tensor"
            : badParameter is not null ? $"has the parameter '{badParameter.Name}', which is not a Tensor<float> passed by value"
            : method.IsStatic ? "is static, but a layer belongs to a model"
            : method.Arity > 0 ? "is generic"
            : null;
        if (fault is not null)
        {
            context.Report(Descriptors.LayerMethodSignature, context.Span(method), method.Name, fault, $"{method.Accessibility()} partial");
        }

        if (method.ReturnType.IsUnknown() || method.Parameters.Any(p => p.Type.IsUnknown()))
        {
            context.Fail();
        }
    }
}
