using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>e^value over its sum along the last axis, computed relative to the largest value so that nothing overflows.</summary>
internal sealed record Softmax : RowOperator
{
    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [output * (gradient - (gradient * output).SumLast())];
}
