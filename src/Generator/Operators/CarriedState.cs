using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>State <paramref name="Index"/> that a layer keeps between batches, as the batch before left it: a row for each sample, zeros at first.</summary>
internal sealed record CarriedState(int Index, Shape Shape) : LeafOperator
{
    public override IReadOnlyList<object> RuntimeArguments => [Index, Shape.Dimensions.ToArray()];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(Shape);
}
