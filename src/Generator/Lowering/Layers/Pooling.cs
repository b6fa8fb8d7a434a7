using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The largest value, or the mean, of each window over one, two or three spatial axes.</summary>
internal sealed class Pooling(bool isMaximum, int rank) : MixingLayer
{
    public override string Kind => FormattableString.Invariant($"{(isMaximum ? "Max" : "Average")}Pooling{rank}D");

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        context.RequireSpatial(x, rank);
        int[] window = context.Window("PoolSize", rank, [2]);
        Sliding sliding = context.Slide(x, window, "PoolSize", window);
        return x.Apply(isMaximum ? new MaxPooling([.. window], sliding) : new AveragePooling([.. window], sliding));
    }
}
