using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>Takes steps whose features all equal a value for padding, and gives zeros in their place.</summary>
internal sealed class Masking : LayerRecipe
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        return x.Shape.Rank >= 3
            ? Masks.Spread(Padding(context, x), x.Shape.Rank).Select(x.Constant(0), x)
            : throw context.ShapeError(x.Shape.ToString(), "masks steps of sequences, (batch, steps, features)", "put [Reshape] before it");
    }

    public override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output) =>
        Masks.Combine(context.Masks.Append(1 - Padding(context, inputs[0])), output.Shape);

    private static Value Padding(LayerContext context, Value x) =>
        x.EqualTo(x.Constant(context.Settings.Real("MaskValue", 0))).ReduceMinimum(x.AxesFrom(2));
}
