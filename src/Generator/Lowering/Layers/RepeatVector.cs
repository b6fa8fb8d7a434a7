using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>(batch, size) becomes (batch, n, size).</summary>
internal sealed class RepeatVector : MixingLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        int count = context.Settings.Size("N");
        return x.Shape.Rank == 2
            ? x.Reshape(x.Shape.Insert(1, Dimension.One)).BroadcastTo(x.Shape.Insert(1, count))
            : throw context.ShapeError(x.Shape.ToString(), "takes one vector a sample, (batch, size)", x.Shape.Length.DependsOnLength ? LayerContext.LengthAdvice : "put [Flatten] before it");
    }
}
