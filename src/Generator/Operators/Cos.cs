using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The cosine of an angle in radians.</summary>
internal sealed record Cos : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Cos, inputs[0]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [-(gradient * gradient.Builder.Apply(new Sin(), inputs[0]))];
}
