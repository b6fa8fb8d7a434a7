using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>|value|. The derivative at zero is zero.</summary>
internal sealed record Abs : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Abs, inputs[0]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient * gradient.Builder.Apply(new Sign(), inputs[0])];
}
