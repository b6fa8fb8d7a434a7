using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// left to the power right. The derivative with respect to the exponent is taken as zero where the base is not positive,
/// since the logarithm has no value there.
/// </summary>
internal sealed record Power : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Power, inputs[0], inputs[1]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
    [
        gradient * (inputs[1] * gradient.Builder.Apply(new Power(), inputs[0], inputs[1] - 1)),
        (gradient * output * inputs[0].Log()).Where(inputs[0].IsPositive()),
    ];
}
