using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>1 / (1 + e^−value).</summary>
internal sealed record Sigmoid : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Sigmoid, inputs[0]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient * (output * (1 - output))];
}
