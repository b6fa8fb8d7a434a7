using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The smallest element along axes. Equal smallest elements share the gradient.</summary>
internal sealed record ReduceMinimum(EquatableArray<int> Axes, bool KeepDimensions) : ReductionOperator(Axes, KeepDimensions)
{
    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [Share(inputs[0], output, gradient)];
}
