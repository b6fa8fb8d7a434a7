using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>An image (batch, spatial …, channels) at the spatial sizes <paramref name="Lengths"/>, and the derivative of that, which are linear and each other's transposes.</summary>
internal abstract record ResizeOperator(EquatableArray<int> Lengths, bool IsLinear) : Operator
{
    public sealed override FusionClass Fusion => FusionClass.Opaque;

    public sealed override IReadOnlyList<object> RuntimeArguments => [Lengths.ToArray(), IsLinear];

    public sealed override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        Shape shape = inputs[0].Shape;
        int[] lengths = Sliding.SpatialLengths(RuntimeName, shape);
        return lengths.Length == Lengths.Count && lengths.Length <= 3 && lengths.Concat(Lengths).All(length => length > 0)
            ? new(Sliding.WithSpatial(shape[0], Lengths, shape[shape.Rank - 1]))
            : throw new ShapeException($"{RuntimeName} cannot give {shape} the spatial sizes {Lengths}: it takes a positive one for each of 1 to 3 axes");
    }
}
