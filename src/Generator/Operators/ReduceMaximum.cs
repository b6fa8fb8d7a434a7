using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The largest element along axes. Equal largest elements share the gradient.</summary>
internal sealed record ReduceMaximum(EquatableArray<int> Axes, bool KeepDimensions) : ReductionOperator(Axes, KeepDimensions)
{
    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [Share(inputs[0], output, gradient)];
}
