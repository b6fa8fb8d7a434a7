using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>All axes after the batch as one.</summary>
internal sealed class Flatten : StepwiseLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        Dimension length = x.Shape.Dimensions.Skip(1).Aggregate(Dimension.One, (product, d) => product * d);
        return x.Reshape(Shape.Of(x.Shape[0], length));
    }
}
