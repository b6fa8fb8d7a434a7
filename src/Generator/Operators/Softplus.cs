using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>log(1 + e^value), as max(value, 0) + log(1 + e^−|value|), which never overflows.</summary>
internal sealed record Softplus : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) =>
        ScalarExpression.Call(ScalarFunction.Maximum, inputs[0], 0)
        + ScalarExpression.Call(ScalarFunction.Log1P, ScalarExpression.Call(ScalarFunction.Exp, -ScalarExpression.Call(ScalarFunction.Abs, inputs[0])));

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient * gradient.Builder.Apply(new Sigmoid(), inputs[0])];
}
