using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The largest element of each window.</summary>
internal sealed record MaxPooling(EquatableArray<int> Window, Sliding Sliding) : PoolingOperator(Window, Sliding)
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        return new(Slide(inputs[0].Shape));
    }

    public override (Shape X, Shape Y) Roles(IReadOnlyList<Shape> inputs, Shape output) => (inputs[0], output);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [output.Builder.Apply(new MaxPoolingGradient(Window, Sliding), inputs[0], output, gradient)];
}
