using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The hyperbolic tangent.</summary>
internal sealed record Tanh : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Tanh, inputs[0]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient * (1 - (output * output))];
}
