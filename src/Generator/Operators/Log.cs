using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The natural logarithm.</summary>
internal sealed record Log : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Log, inputs[0]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient / inputs[0]];
}
