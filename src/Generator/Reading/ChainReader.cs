using System.Globalization;
using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering.Layers;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Reading;

/// <summary>Reads a stack of layer attributes and writes it as the <c>Forward</c> that calls each layer on the result of the one before.</summary>
internal static class ChainReader
{
    public const string InputName = "input";

    private const string TensorType = "Tensor<float>";

    private const string IdsType = "Tensor<int>";

    public static (EquatableArray<LayerDeclaration> Layers, MethodDeclaration Forward) Read(ReadingContext context, INamedTypeSymbol type, IReadOnlyList<AttributeData> attributes)
    {
        if (attributes.Select(a => a.ApplicationSyntaxReference?.GetSyntax().Parent?.Parent).Distinct().Count() > 1)
        {
            context.Report(Descriptors.StackInSeveralParts, context.Span(type), type.Name);
        }

        bool takesIds = TakesIds(attributes[0].AttributeClass!);
        ParameterDeclaration input = ReadInput(context, type, attributes) with { Type = takesIds ? IdsType : TensorType };
        var stack = new LayerStackReader(context, type);
        EquatableArray<LayerDeclaration> layers = stack.Read(attributes, EquatableArray.Of("x"), isFrozen: false);
        if (takesIds)
        {
            layers = layers.Select((layer, i) => i == 0 ? layer with { IntegerParameters = layer.Parameters } : layer).ToEquatableArray();
        }

        int span = context.Span(type);
        Expression first = new CallExpression(new(CallKind.Layer, layers[0].Member), EquatableArray.Of(new Argument(layers[0].Parameters[0], new NameExpression(InputName, input.Span))), layers[0].Span);
        Expression value = LayerStackReader.Call(first, layers);
        return (layers, new(RuntimeNames.Forward, RuntimeNames.Forward, EquatableArray.Of(input), EquatableArray.Of<Statement>(new ReturnStatement(value, span)), span));
    }

    /// <summary>The sizes of an <c>[Input]</c> or <c>[Shape]</c>, checked; null where the source is in error.</summary>
    public static EquatableArray<ConstantValue>? ReadShape(ReadingContext context, AttributeData attribute, string owner)
    {
        Setting? shape = AttributeReader.Read(context, attribute).FirstOrDefault(s => s.Name == "Shape");
        if (shape?.Value is not ArrayValue sizes)
        {
            context.Fail();
            return null;
        }

        for (int i = 0; i < sizes.Items.Count; i++)
        {
            if (sizes.Items[i] is not IntegerValue { Value: > 0 } && !(i == 0 && IsAnyLength(sizes.Items[i])))
            {
                int place = AttributeReader.Argument(attribute, "", i)?.GetLocation() is { } written ? context.Span(written) : shape.Span;
                if (IsAnyLength(sizes.Items[i]))
                {
                    context.Report(Descriptors.UnfitSetting, place, "Shape", owner, "Length.Any", "the first size alone, that of the steps, may be left to the data: write a number");
                    continue;
                }

                context.Report(
                    Descriptors.SizeNotPositive,
                    place,
                    $"Size {(i + 1).ToString(CultureInfo.InvariantCulture)}",
                    owner,
                    sizes.Items[i].ToString());
            }
        }

        return sizes.Items;
    }

    /// <summary>The most steps of a sequence where the first size is <c>Length.Any</c>, checked; else 0.</summary>
    public static int ReadMaxLength(ReadingContext context, AttributeData attribute, string owner)
    {
        EquatableArray<Setting> settings = AttributeReader.Read(context, attribute);
        Setting? setting = settings.LastOrDefault(s => s.Name == "MaxLength");
        int length = setting?.Value is IntegerValue { Value: > 0 and <= int.MaxValue } most ? (int)most.Value : 0;
        EquatableArray<ConstantValue> sizes = settings.FirstOrDefault(s => s.Name == "Shape")?.Value is ArrayValue shape ? shape.Items : EquatableArray<ConstantValue>.Empty;
        bool isAny = sizes.Count > 0 && IsAnyLength(sizes[0]);
        if (setting is not null && length <= 0)
        {
            context.Report(Descriptors.SizeNotPositive, setting.Span, "MaxLength", owner, setting.Value.ToString());
        }
        else if (isAny && setting is null)
        {
            context.Report(Descriptors.UnfitSetting, context.Span(AttributeReader.Place(attribute)), "Shape", owner, "Length.Any", "the most steps of a sequence must be known: set MaxLength");
        }
        else if (setting is not null && !sizes.Any(IsAnyLength))
        {
            context.Report(Descriptors.UnfitSetting, setting.Span, "MaxLength", owner, setting.Value.ToString(), "it is for inputs whose first size is Length.Any");
        }
        else if (isAny && settings.Any(s => s is { Name: "ChannelsFirst", Value: BooleanValue { Value: true } }))
        {
            context.Report(Descriptors.UnfitSetting, setting!.Span, "MaxLength", owner, setting.Value.ToString(), "sequences of any length have their channels last: leave out ChannelsFirst");
        }
        else
        {
            return isAny ? length : 0;
        }

        return 0;
    }

    private static bool IsAnyLength(ConstantValue size) => size is IntegerValue { Value: ParameterDeclaration.AnyLength };

    /// <summary>Whether an <c>[Input]</c> or <c>[Shape]</c> says that channels come first; there must then be something behind them.</summary>
    public static bool IsChannelsFirst(ReadingContext context, AttributeData attribute, string owner)
    {
        EquatableArray<Setting> settings = AttributeReader.Read(context, attribute);
        Setting? setting = settings.LastOrDefault(s => s.Name == "ChannelsFirst");
        if (setting?.Value is not BooleanValue { Value: true })
        {
            return false;
        }

        if (settings.FirstOrDefault(s => s.Name == "Shape")?.Value is ArrayValue { Items.Count: < 2 } shape)
        {
            context.Report(Descriptors.UnfitSetting, setting.Span, "ChannelsFirst", owner, "true", $"its shape {shape} has no sizes behind the channels");
        }

        return true;
    }

    private static ParameterDeclaration ReadInput(ReadingContext context, INamedTypeSymbol type, IReadOnlyList<AttributeData> attributes)
    {
        if (type.Attribute(RuntimeNames.InputAttribute) is not { } attribute)
        {
            int missing = context.Span(AttributeReader.Place(attributes[0]));
            context.Report(Descriptors.NoInput, missing, type.Name);
            return new(InputName, TensorType, null, null, missing);
        }

        int span = context.Span(AttributeReader.Place(attribute));
        return new(InputName, TensorType, ReadShape(context, attribute, $"the input of '{type.Name}'"), null, span)
        {
            IsChannelsFirst = IsChannelsFirst(context, attribute, $"the input of '{type.Name}'"),
            MaxLength = ReadMaxLength(context, attribute, $"the input of '{type.Name}'"),
        };
    }

    /// <summary>Whether the first layer of a stack makes the model's input one of token ids.</summary>
    private static bool TakesIds(INamedTypeSymbol layer) => layer.HasAttribute(RuntimeNames.LayerAttribute)
        ? layer.GetMembers(RuntimeNames.Forward).OfType<IMethodSymbol>().SelectMany(f => f.Parameters).FirstOrDefault(p => p.Type.IsNetworkTensor())?.Type.IsFloatTensor() == false
        : LayerRegistry.Find(Names.WithoutSuffix(layer.Name))?.InputElement(0) == ElementType.Int32;
}
