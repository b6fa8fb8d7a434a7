using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The largest value, or the mean, of each channel over all positions of one, two or three spatial axes.</summary>
internal sealed class GlobalPooling(bool isMaximum, int rank) : LayerRecipe
{
    public override string Kind => FormattableString.Invariant($"Global{(isMaximum ? "Max" : "Average")}Pooling{rank}D");

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        context.RequireSpatial(x, rank);
        IEnumerable<int> axes = Enumerable.Range(1, rank);
        bool keep = context.Settings.Boolean("KeepDims", false);
        return isMaximum ? x.ReduceMaximum(axes, keep) : x.Mean(axes, keep);
    }
}
