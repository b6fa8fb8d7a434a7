using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>−1, 0 or 1, as the value is negative, zero or positive. The derivative is zero everywhere.</summary>
internal sealed record Sign : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Select(
        ScalarExpression.Less(0, inputs[0]), 1, ScalarExpression.Select(ScalarExpression.Less(inputs[0], 0), -1, 0));

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [null];
}
