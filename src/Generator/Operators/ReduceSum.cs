using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The sum along axes. The sum over no element is zero.</summary>
internal sealed record ReduceSum(EquatableArray<int> Axes, bool KeepDimensions) : ReductionOperator(Axes, KeepDimensions)
{
    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [gradient.Reshape(Kept(inputs[0].Shape)).BroadcastTo(inputs[0].Shape)];
}
