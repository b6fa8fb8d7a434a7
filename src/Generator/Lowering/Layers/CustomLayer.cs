using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering.Forward;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>A layer of the user's own: its <c>Forward</c> with options and weights, inlined with the caller's shapes.</summary>
internal sealed class CustomLayer(CustomLayerDeclaration declaration) : LayerRecipe
{
    public override string Kind => declaration.Type.Name;

    public override int MinimumInputs => declaration.Forward.Parameters.Count(p => p.IsTensor);

    public override int MaximumInputs => MinimumInputs;

    public override ElementType InputElement(int index) =>
        declaration.Forward.Parameters.Where(p => p.IsTensor).ElementAt(index).Type == "Tensor<int>" ? ElementType.Int32 : ElementType.Float32;

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Dictionary<string, ForwardValue> names = [];
        foreach (ParameterDeclaration option in declaration.Options)
        {
            names[option.Name] = OptionValue(context, option);
        }

        ParameterDeclaration[] parameters = [.. declaration.Forward.Parameters.Where(p => p.IsTensor)];
        Dictionary<string, Value> tensors = [];
        for (int i = 0; i < parameters.Length; i++)
        {
            tensors[parameters[i].Name] = inputs[i];
            names[parameters[i].Name] = new TensorOperand(inputs[i], EquatableArray<string>.Empty) { Mask = context.Masks[i] };
        }

        foreach (WeightDeclaration weight in declaration.Weights)
        {
            names[weight.Member] = new TensorOperand(CreateWeight(context, weight, names, tensors), EquatableArray<string>.Empty);
        }

        return context.Run(declaration.Forward, names);
    }

    /// <summary>What becomes of the masks of its inputs is up to its author.</summary>
    public override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output) => context.MaskOfResult;

    /// <summary>What the attribute gives an option, by name whatever the case of its first letter, or its default.</summary>
    private static ForwardValue OptionValue(LayerContext context, ParameterDeclaration option)
    {
        ConstantValue? value = context.Settings.All.LastOrDefault(s => string.Equals(s.Name, option.Name, StringComparison.OrdinalIgnoreCase))?.Value ?? option.Default;
        return value switch
        {
            null => throw context.Settings.Unfit(option.Name, "missing", "it has no default: give it in the attribute"),
            IntegerValue or RealValue when option.Type is "float" or "double" => new ConstantOperand(CompileTimeArithmetic.Convert(option.Type, value)),
            _ => ForwardValue.Of(value),
        };
    }

    private static Value CreateWeight(LayerContext context, WeightDeclaration weight, Dictionary<string, ForwardValue> names, Dictionary<string, Value> tensors)
    {
        List<Dimension> sizes = [];
        foreach (string text in weight.Shape)
        {
            try
            {
                Dimension size = DimensionExpression.Evaluate(text, names, tensors);
                sizes.Add(size is { IsConstant: true, Value: > 0 } ? size : throw new FormatException($"which is {size}, but a size is a positive number known while building"));
            }
            catch (FormatException unfit)
            {
                throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.WeightShape, weight.Span, weight.Member, text, unfit.Message));
            }
        }

        var settings = new SettingReader(weight.Settings, weight.Member, weight.Span);
        return context.Weight(weight.Name, new Shape(sizes.ToEquatableArray()), WeightOptions.Read(settings, "", "GlorotUniform"), weight.Span);
    }
}
