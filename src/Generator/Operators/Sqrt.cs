using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>√value.</summary>
internal sealed record Sqrt : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Sqrt, inputs[0]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient * 0.5 / output];
}
