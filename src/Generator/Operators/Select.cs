using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>Select(mask, a, b): a where the mask is not zero, else b. No gradient goes through the mask.</summary>
internal sealed record Select : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => inputs[0] is ScalarCall { Function: ScalarFunction.Select } mask
        && mask.Arguments[1] is ScalarConstant { Value: 1 } && mask.Arguments[2] is ScalarConstant { Value: 0 }
            ? ScalarExpression.Select(mask.Arguments[0], inputs[1], inputs[2]) // a comparison fused in: its own mask serves
            : ScalarExpression.Select(ScalarExpression.Call(ScalarFunction.Equal, inputs[0], 0), inputs[2], inputs[1]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [null, gradient.Where(inputs[0]), gradient.WhereNot(inputs[0])];
}
