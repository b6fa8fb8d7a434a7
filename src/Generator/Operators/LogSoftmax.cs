using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The logarithm of the softmax along the last axis, as value − max − log Σ e^(value − max).</summary>
internal sealed record LogSoftmax : RowOperator
{
    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [gradient - (output.Exp() * gradient.SumLast())];
}
