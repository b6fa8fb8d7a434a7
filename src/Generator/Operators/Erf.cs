using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The error function, 2/√π times the integral of e^−t² from 0 to the value.</summary>
internal sealed record Erf : ElementwiseOperator
{
    private const double TwoOverRootPi = 1.1283791670955126;

    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Erf, inputs[0]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient * (TwoOverRootPi * gradient.Builder.Apply(new Exp(), -(inputs[0] * inputs[0])))];
}
