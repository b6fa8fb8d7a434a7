using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>log(1 + value), accurate near zero.</summary>
internal sealed record Log1P : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Log1P, inputs[0]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient / (inputs[0] + 1)];
}
