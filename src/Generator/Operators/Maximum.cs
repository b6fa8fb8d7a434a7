using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The larger of two values. Where they are equal the whole gradient goes to the left one, as in TensorFlow.</summary>
internal sealed record Maximum : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Maximum, inputs[0], inputs[1]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient)
    {
        Value left = inputs[1].LessOrEqual(inputs[0]);
        return [gradient.Where(left), gradient.WhereNot(left)];
    }
}
