using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Reading;

/// <summary>Reads a class with <c>[Layer]</c> or <c>[Cell]</c>: its options, weights and <c>Forward</c> or <c>Step</c>.</summary>
internal static class CustomLayerReader
{
    public static LayerReadResult Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var context = new ReadingContext(compilation, type, cancellation);
        context.Guard(() => Read(context, type));
        return new(LayerPartReader.Read(type, compilation, cancellation), context.Diagnostics, context.Map);
    }

    /// <summary>The custom layers among the classes of these attributes, each once.</summary>
    public static EquatableArray<CustomLayerDeclaration> ReadUsed(ReadingContext context, IEnumerable<AttributeData> attributes)
    {
        var layers = new List<CustomLayerDeclaration>();
        foreach (INamedTypeSymbol type in attributes
            .Select(a => a.AttributeClass!)
            .Where(t => (t.HasAttribute(RuntimeNames.LayerAttribute) || t.HasAttribute(RuntimeNames.CellAttribute)) && context.IsOfThisProject(t))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .OrderBy(t => t.FullName(), StringComparer.Ordinal))
        {
            if (Read(context.WithinLayer(type), type) is { } layer)
            {
                layers.Add(layer);
            }
            else
            {
                context.Fail();
            }
        }

        return layers.ToEquatableArray();
    }

    private static CustomLayerDeclaration? Read(ReadingContext context, INamedTypeSymbol type)
    {
        int span = context.Span(type);
        bool isCell = type.HasAttribute(RuntimeNames.CellAttribute);
        TypeDeclaration place = TypeReader.Read(context, type, isCell ? RuntimeNames.CellDefinition : RuntimeNames.LayerDefinition);
        string name = isCell ? RuntimeNames.Step : RuntimeNames.Forward;
        IMethodSymbol[] defining = [.. type.GetMembers(name).OfType<IMethodSymbol>()];
        IMethodSymbol[] constructors = [.. type.InstanceConstructors.Where(c => !c.IsImplicitlyDeclared)];
        string? fault = defining.Length > 1 ? $"has several methods '{name}'"
            : defining.Length == 0 ? ForwardReader.Misnamed(type) is { } misnamed ? $"has a method '{misnamed.Name}' where '{name}' is looked for" : $"has no method '{name}'"
            : constructors.Length > 1 ? "has several constructors"
            : ForwardReader.Fault(defining[0]) is { } signature ? $"has a '{name}' that {signature}"
            : (isCell ? CellReader.Fault(type, defining[0]) : LayerFault(type, defining[0])) is { } own ? own
            : type.GetMembers().FirstOrDefault(m => LayerReader.Attributes(m).Count > 0) is { } inner ? $"declares the layer '{inner.Name}' inside"
            : null;
        if (fault is not null)
        {
            context.Report(isCell ? Descriptors.CellDeclaration : Descriptors.CustomLayerDeclaration, span, type.Name, fault);
            return null;
        }

        IPropertySymbol[] settable = [.. type.GetMembers().OfType<IPropertySymbol>()
            .Where(p => p is { IsStatic: false, SetMethod.DeclaredAccessibility: Microsoft.CodeAnalysis.Accessibility.Public })];
        var options = constructors.SelectMany(c => ParameterReader.Read(context, c, TypeArguments.None)).Concat(settable.Select(p => PropertyOption(context, p))).ToEquatableArray();
        EquatableArray<WeightDeclaration> weights = ReadWeights(context, type);
        var methods = new MethodTable(context);
        EquatableArray<ParameterDeclaration> parameters = ParameterReader.Read(context, defining[0], TypeArguments.None);
        MethodDeclaration? forward = ForwardReader.ReadBody(context, defining[0], parameters, BodyEnvironment.Static(type), methods);
        return context.HasFailed || forward is null
            ? null
            : new(place, options, settable.Select(p => p.Name).ToEquatableArray(), weights, forward, methods.ToEquatableArray(), span)
            {
                States = isCell ? CellReader.States(context, defining[0]) : EquatableArray<StateDeclaration>.Empty,
            };
    }

    private static string? LayerFault(INamedTypeSymbol type, IMethodSymbol forward) =>
        !type.Derives(RuntimeNames.LayerDefinition) ? "does not derive from LayerDefinition"
        : type.Derives(RuntimeNames.CellDefinition) ? "derives from CellDefinition, the base of a class with [Cell]"
        : !forward.ReturnType.IsUnknown() && !forward.ReturnType.IsFloatTensor() ? "has a 'Forward' that returns several tensors"
        : null;

    /// <summary>A property with a setter: its default is the constant it is initialized with.</summary>
    private static ParameterDeclaration PropertyOption(ReadingContext context, IPropertySymbol property)
    {
        ExpressionSyntax? initializer = property.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<PropertyDeclarationSyntax>().FirstOrDefault()?.Initializer?.Value;
        ConstantValue value = initializer is not null && context.SemanticModelOf(initializer).GetConstantValue(initializer) is { HasValue: true } constant
            ? property.Type.TypeKind == TypeKind.Enum ? AttributeReader.EnumMember(property.Type, constant.Value)
                : property.Type.IsReal() && ConstantValue.Of(constant.Value) is IntegerValue whole ? new RealValue(whole.Value)
                : ConstantValue.Of(constant.Value)
            : Zero(property.Type);
        return new(property.Name, property.Type.AsWritten(), null, value, context.Span(property));
    }

    private static ConstantValue Zero(ITypeSymbol type) =>
        type.IsReal() ? new RealValue(0)
        : type.IsIntegral() ? new IntegerValue(0)
        : type.SpecialType == SpecialType.System_Boolean ? new BooleanValue(false)
        : type.TypeKind == TypeKind.Enum ? AttributeReader.EnumMember(type, 0)
        : new NullValue();

    private static EquatableArray<WeightDeclaration> ReadWeights(ReadingContext context, INamedTypeSymbol type)
    {
        var weights = new List<WeightDeclaration>();
        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
        {
            if (property.Attribute(RuntimeNames.WeightAttribute) is not { } attribute)
            {
                continue;
            }

            if (WeightFault(property) is { } fault)
            {
                context.Report(Descriptors.WeightProperty, context.Span(property), property.Name, fault);
            }

            int span = context.Span(AttributeReader.Place(attribute));
            EquatableArray<Setting> settings = AttributeReader.Read(context, attribute);
            weights.Add(new(
                Names.Snake(property.Name), property.Name, LayerReader.Modifiers(property), Sizes(settings), settings.Where(s => s.Name != "Shape").ToEquatableArray(), span));
        }

        return weights.ToEquatableArray();
    }

    /// <summary>The expressions of a shape among the settings of <c>[Weight]</c> and <c>[State]</c>.</summary>
    public static EquatableArray<string> Sizes(EquatableArray<Setting> settings) => settings.FirstOrDefault(s => s.Name == "Shape")?.Value is ArrayValue { Items: var sizes }
        ? sizes.OfType<TextValue>().Select(t => t.Value).ToEquatableArray()
        : EquatableArray<string>.Empty;

    /// <summary>Why a property cannot be a weight; null if it can.</summary>
    public static string? WeightFault(IPropertySymbol property)
    {
        PropertyDeclarationSyntax? syntax = property.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<PropertyDeclarationSyntax>().FirstOrDefault();
        return syntax?.Modifiers.Any(SyntaxKind.PartialKeyword) != true ? "is not partial"
            : property.SetMethod is not null ? "has a setter"
            : property.IsStatic ? "is static"
            : !property.Type.IsUnknown() && !property.Type.IsFloatTensor() ? $"is a {property.Type.AsWritten()}"
            : null;
    }
}

/// <summary>As <see cref="ReadResult"/> for a custom layer.</summary>
/// <param name="Part">What its other half needs, also where the layer is refused; null where the class cannot have one.</param>
internal sealed record LayerReadResult(LayerPart? Part, EquatableArray<DiagnosticInfo> Diagnostics, SourceMap Map);
