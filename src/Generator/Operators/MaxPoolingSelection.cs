using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>Of values in the shape of x, those at the places that <see cref="MaxPooling"/> of x to y took y from: the transpose of <see cref="MaxPoolingGradient"/>.</summary>
internal sealed record MaxPoolingSelection(EquatableArray<int> Window, Sliding Sliding) : PoolingOperator(Window, Sliding)
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        RequirePooled(inputs[0].Shape, inputs[1].Shape);
        RequirePooled(inputs[2].Shape, inputs[1].Shape);
        return inputs[0].Shape == inputs[2].Shape
            ? new(inputs[1].Shape)
            : throw new ShapeException($"{RuntimeName} takes values in the shape of x, {inputs[0].Shape}, but got {inputs[2].Shape}");
    }

    public override (Shape X, Shape Y) Roles(IReadOnlyList<Shape> inputs, Shape output) => (inputs[0], inputs[1]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [null, null, output.Builder.Apply(new MaxPoolingGradient(Window, Sliding), inputs[0], inputs[1], gradient)];
}
