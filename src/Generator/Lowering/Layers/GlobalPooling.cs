using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The largest value, or the mean, of each channel over all positions of one, two or three spatial axes; over the steps that count of a sequence with a mask.</summary>
internal sealed class GlobalPooling(bool isMaximum, int rank) : LayerRecipe
{
    public override string Kind => FormattableString.Invariant($"Global{(isMaximum ? "Max" : "Average")}Pooling{rank}D");

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        context.RequireSpatial(x, rank, isAnyLength: true);
        int[] axes = [.. Enumerable.Range(1, rank)];
        bool keep = context.Settings.Boolean("KeepDims", false);
        if (StepMask(context) is not { } mask)
        {
            return isMaximum ? x.ReduceMaximum(axes, keep) : x.Mean(axes, keep);
        }

        // Of a sequence that is all padding both are zero.
        Value steps = Masks.Spread(mask, 3), count = steps.Sum(axes, keep);
        return isMaximum
            ? steps.Select(x, x.Constant(float.MinValue)).ReduceMaximum(axes, keep).Where(count)
            : Masks.Clear(x, mask).Sum(axes, keep) / count.Maximum(1);
    }

    public override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output) => StepMask(context) is null ? context.LoseMask() : null;

    private Value? StepMask(LayerContext context) => rank == 1 && context.Masks[0] is { Shape.Rank: 2 } mask ? mask : default(Value?);
}
