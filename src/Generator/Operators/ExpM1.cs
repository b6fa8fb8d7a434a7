using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>e to the value, minus one; accurate near zero.</summary>
internal sealed record ExpM1 : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.ExpM1, inputs[0]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient * (output + 1)];
}
