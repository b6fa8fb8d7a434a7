using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>What <see cref="AveragePooling"/> of a tensor with the spatial sizes <paramref name="Lengths"/> hands back: each element of the gradient, shared equally by its window.</summary>
internal sealed record AveragePoolingGradient(EquatableArray<int> Window, Sliding Sliding, EquatableArray<int> Lengths) : PoolingOperator(Window, Sliding)
{
    public override IReadOnlyList<object> RuntimeArguments => [.. base.RuntimeArguments, Lengths.ToArray()];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        Shape gradient = inputs[0].Shape;
        Shape x = gradient.Rank > 0 ? Sliding.WithSpatial(gradient[0], Lengths, gradient[gradient.Rank - 1]) : gradient;
        RequirePooled(x, gradient);
        return new(x);
    }

    public override (Shape X, Shape Y) Roles(IReadOnlyList<Shape> inputs, Shape output) => (output, inputs[0]);

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [gradient.Apply(new AveragePooling(Window, Sliding))];
}
