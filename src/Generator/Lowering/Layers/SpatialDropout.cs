using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>Dropout whose mask is one for all positions of a channel (Tompson et al. 2015).</summary>
internal sealed class SpatialDropout(int rank) : StepwiseLayer
{
    public override string Kind => FormattableString.Invariant($"SpatialDropout{rank}D");

    public override bool DropsValues => true;

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        context.RequireSpatial(x, rank, isAnyLength: true);
        return Dropout.Drop(context, x, new([x.Shape[0], .. Enumerable.Repeat(Dimension.One, rank), x.Shape[rank + 1]]));
    }
}
