using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>max(value, 0). The derivative at zero is zero, as in Keras and PyTorch.</summary>
internal sealed record Relu : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Maximum, inputs[0], 0);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [gradient.Where(output.IsPositive())];
}
