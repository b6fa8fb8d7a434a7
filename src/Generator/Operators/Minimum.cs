using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The smaller of two values. Where they are equal the whole gradient goes to the left one, as in TensorFlow.</summary>
internal sealed record Minimum : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => ScalarExpression.Call(ScalarFunction.Minimum, inputs[0], inputs[1]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient)
    {
        Value left = inputs[0].LessOrEqual(inputs[1]);
        return [gradient.Where(left), gradient.WhereNot(left)];
    }
}
