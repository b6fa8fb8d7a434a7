using System.Globalization;
using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// Classes drawn by a log-uniform distribution from uniform numbers: (2, count) numbers in [0, 1) give (count) integers. The second row
/// refines the first, whose 24 bits alone do not tell a million classes apart.
/// </summary>
internal sealed record LogUniform(int Classes) : Operator
{
    public override FusionClass Fusion => FusionClass.Opaque;

    public override IReadOnlyList<object> RuntimeArguments => [Classes];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        Shape shape = inputs[0].Shape;
        return shape.Rank != 2 || shape[0] != Dimension.Constant(2)
            ? throw new ShapeException($"LogUniform takes numbers of shape (2, count), but got {shape}")
            : Classes <= 0 ? throw new ShapeException($"LogUniform of {shape} takes a positive number of classes, not {Classes.ToString(CultureInfo.InvariantCulture)}")
            : new(Shape.Of(shape[1]), ElementType.Int32);
    }

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [null];
}
