using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Reading;

/// <summary>Reads an annotated class into a <see cref="ModelDeclaration"/>.</summary>
internal static class ModelReader
{
    public static ReadResult Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var context = new ReadingContext(compilation, type, cancellation);
        ModelDeclaration? declaration = context.Guard(() => Read(context, type));
        return new(declaration, context.Diagnostics, context.Map) { Name = type.FullName() };
    }

    /// <summary>Reads a model for itself or inside another; null where errors leave nothing to compile.</summary>
    public static ModelDeclaration? Read(ReadingContext context, INamedTypeSymbol type)
    {
        int span = context.Span(type);
        TypeDeclaration place = TypeReader.Read(context, type, RuntimeNames.Model);
        if (type.Attribute(RuntimeNames.ModelAttribute) is not { } attribute)
        {
            context.Fail();
            return null;
        }

        EquatableArray<Setting> settings = AttributeReader.Read(context, attribute);
        IReadOnlyList<AttributeData> stack = LayerReader.Attributes(type);
        IMethodSymbol[] forwards = [.. type.GetMembers(RuntimeNames.Forward).OfType<IMethodSymbol>()];
        if (type.HasUnresolvedAttribute() || type.GetMembers().Any(Symbols.HasUnresolvedAttribute))
        {
            context.Fail();
        }

        if (forwards.Length == 0 && stack.Count == 0)
        {
            ReportNoNetwork(context, type, span);
            return null;
        }

        var methods = new MethodTable(context);
        EquatableArray<LayerDeclaration> layers;
        EquatableArray<StackDeclaration> stacks = EquatableArray<StackDeclaration>.Empty;
        EquatableArray<MemberDeclaration> members = EquatableArray<MemberDeclaration>.Empty;
        MethodDeclaration? forward;
        if (forwards.Length == 0)
        {
            (layers, forward) = ChainReader.Read(context, type, stack);
            if (LayerReader.FromMethods(context, type) is [var (method, _), ..])
            {
                context.Report(Descriptors.BothForms, context.Span(method), type.Name, "layers on the class and on the method '" + method.Name + "'");
            }
        }
        else
        {
            CheckForm(context, type, stack, forwards);
            IReadOnlyList<(IMethodSymbol Method, EquatableArray<LayerDeclaration> Layers)> declared = LayerReader.FromMethods(context, type);
            IReadOnlyList<(IPropertySymbol Property, MemberDeclaration Member)> held = MemberReader.Read(context, type);
            layers = declared.SelectMany(d => d.Layers).ToEquatableArray();
            stacks = LayerReader.Stacks(declared);
            members = held.Select(h => h.Member).ToEquatableArray();
            forward = ForwardReader.Read(context, type, forwards[0], new(type, declared, held), methods);
        }

        LayerReader.CheckUniqueNames(context, type, layers.Select(l => (l.Name, l.Span)).Concat(members.Select(m => (m.Name, m.Span))));
        EquatableArray<OutputDeclaration> outputs = OutputReader.Read(context, type, forwards.FirstOrDefault(), methods);
        settings = OutputReader.ResolveMethods(context, type, attribute, settings, methods, "[Model]");
        EquatableArray<CustomLayerDeclaration> customLayers = CustomLayerReader.ReadUsed(context, stack.Concat(forwards.Length == 0 ? [] : type.GetMembers().SelectMany(LayerReader.Attributes)));
        return !context.IsComplete || forward is null
            ? null
            : new(place, settings, layers, members, forward, methods.ToEquatableArray(), customLayers, outputs, forwards.Length == 0, span) { Stacks = stacks, IsRefused = context.HasFailed };
    }

    /// <summary>Says what is missing, unless an attribute that C# does not know may have been meant as a layer.</summary>
    private static void ReportNoNetwork(ReadingContext context, INamedTypeSymbol type, int span)
    {
        if (context.HasFailed)
        {
            return;
        }

        if (ForwardReader.Misnamed(type) is { } misnamed)
        {
            context.Report(Descriptors.NoLayers, context.Span(misnamed), type.Name, $"rename '{misnamed.Name}' to '{RuntimeNames.Forward}'");
        }
        else
        {
            context.Report(Descriptors.NoLayers, span, type.Name, "put layer attributes such as [Dense(10)] on the class, or write a method 'public Tensor<float> Forward([Shape(…)] Tensor<float> x)'");
        }
    }

    private static void CheckForm(ReadingContext context, INamedTypeSymbol type, IReadOnlyList<AttributeData> stack, IMethodSymbol[] forwards)
    {
        if (stack.Count > 0)
        {
            context.Report(Descriptors.BothForms, context.Span(AttributeReader.Place(stack[0])), type.Name, "layers on the class and a method 'Forward'");
        }
        else if (type.Attribute(RuntimeNames.InputAttribute) is { } input)
        {
            context.Report(Descriptors.BothForms, context.Span(AttributeReader.Place(input)), type.Name, "[Input] on the class and a method 'Forward'");
        }

        if (forwards.Length > 1)
        {
            context.Report(Descriptors.SeveralForwards, context.Span(forwards[1]), type.Name);
        }
    }
}

/// <summary>A declaration (null where errors leave nothing to compile), what is wrong with it, and where its numbered places stand.</summary>
internal sealed record ReadResult(ModelDeclaration? Declaration, EquatableArray<DiagnosticInfo> Diagnostics, SourceMap Map)
{
    /// <summary>The full name of the class, also where it cannot be compiled.</summary>
    public string Name { get; init; } = "";
}
