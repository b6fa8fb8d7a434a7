using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// left to the power right. The derivative with respect to the exponent is taken as zero where the base is not positive,
/// since the logarithm has no value there. An exponent of zero gives the constant 1, whose slope is zero at every base, zero included.
/// </summary>
internal sealed record Power : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Power, inputs[0], inputs[1]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
    [
        gradient * BaseSlope(inputs[0], inputs[1]),
        (gradient * output * inputs[0].Log()).Where(inputs[0].IsPositive()),
    ];

    /// <summary>y x^(y − 1): at x = 0 and y = 0 the product of zero and infinity, hence the mask.</summary>
    private static Value BaseSlope(Value x, Value y)
    {
        Value slope = y * x.Builder.Apply(new Power(), x, y - 1);
        return y.Node.Operator is Constant { Value: not 0 } ? slope : slope.WhereNot(y.EqualTo(y.Constant(0)));
    }
}
