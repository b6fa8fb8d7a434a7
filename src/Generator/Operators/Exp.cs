using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>e to the value.</summary>
internal sealed record Exp : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Exp, inputs[0]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient * output];
}
