using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// What <see cref="MaxPooling"/> of x to y hands back: each element of the gradient goes to the first element of its window that equals y.
/// No indices are kept, since x and y say where that is.
/// </summary>
internal sealed record MaxPoolingGradient(EquatableArray<int> Window, Sliding Sliding) : PoolingOperator(Window, Sliding)
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        RequirePooled(inputs[0].Shape, inputs[1].Shape);
        RequirePooled(inputs[0].Shape, inputs[2].Shape);
        return new(inputs[0].Shape);
    }

    public override (Shape X, Shape Y) Roles(IReadOnlyList<Shape> inputs, Shape output) => (inputs[0], inputs[1]);

    /// <summary>x and y decide only where an element goes.</summary>
    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [null, null, output.Builder.Apply(new MaxPoolingSelection(Window, Sliding), inputs[0], inputs[1], gradient)];
}
