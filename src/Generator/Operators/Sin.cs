using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The sine of an angle in radians.</summary>
internal sealed record Sin : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Sin, inputs[0]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient * gradient.Builder.Apply(new Cos(), inputs[0])];
}
