using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The mean of the elements of each window; positions outside of x are not counted, as in Keras.</summary>
internal sealed record AveragePooling(EquatableArray<int> Window, Sliding Sliding) : PoolingOperator(Window, Sliding)
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        return new(Slide(inputs[0].Shape));
    }

    public override (Shape X, Shape Y) Roles(IReadOnlyList<Shape> inputs, Shape output) => (inputs[0], output);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [gradient.Apply(new AveragePoolingGradient(Window, Sliding, Sliding.SpatialLengths(RuntimeName, inputs[0].Shape).ToEquatableArray()))];
}
