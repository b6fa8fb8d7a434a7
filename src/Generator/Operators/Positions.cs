using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// The numbers 0, 1, 2 … of the places along an axis of a value, as floats of shape (length of the axis). Only the shape of the value matters.
/// </summary>
internal sealed record Positions(int Axis) : Operator
{
    public override FusionClass Fusion => FusionClass.Opaque;

    public override IReadOnlyList<object> RuntimeArguments => [Axis];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        return Axis >= 0 && Axis < inputs[0].Shape.Rank
            ? new(Shape.Of(inputs[0].Shape[Axis]))
            : throw new ShapeException($"Positions has no axis {Axis} in {inputs[0].Shape}");
    }

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [null];
}
