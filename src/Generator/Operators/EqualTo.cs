using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The mask left = right: 1 where it holds, else 0. The derivative is zero everywhere.</summary>
internal sealed record EqualTo : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) =>
        ScalarExpression.Select(ScalarExpression.Call(ScalarFunction.Equal, inputs[0], inputs[1]), 1, 0);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [null, null];
}
