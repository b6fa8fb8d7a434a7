using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary><paramref name="Before"/> zeros before and <paramref name="After"/> zeros after the elements along <paramref name="Axis"/>.</summary>
internal sealed record Pad(int Axis, Dimension Before, Dimension After) : Operator
{
    public override FusionClass Fusion => FusionClass.Movement;

    public override IReadOnlyList<object> RuntimeArguments => [Axis, Before, After];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        Shape shape = inputs[0].Shape;
        return Axis < 0 || Axis >= shape.Rank || Slice.IsNegative(Before) || Slice.IsNegative(After)
            ? throw new ShapeException($"Pad cannot put {Before} zeros before and {After} after axis {Axis} of {shape}")
            : new(shape.WithAxis(Axis, Before + shape[Axis] + After));
    }

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [gradient.Apply(new Slice(Axis, Before, inputs[0].Shape[Axis]))];
}
