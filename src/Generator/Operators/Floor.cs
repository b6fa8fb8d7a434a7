using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The largest integer not above the value. The derivative is zero everywhere.</summary>
internal sealed record Floor : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Floor, inputs[0]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [null];
}
