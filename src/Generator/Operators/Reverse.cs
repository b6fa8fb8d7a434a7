using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The elements along <paramref name="Axis"/> from the last to the first.</summary>
internal sealed record Reverse(int Axis) : Operator
{
    public override FusionClass Fusion => FusionClass.Movement;

    public override IReadOnlyList<object> RuntimeArguments => [Axis];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => Axis >= 0 && Axis < inputs[0].Shape.Rank
        ? inputs[0]
        : throw new ShapeException($"Reverse has no axis {Axis} in {inputs[0].Shape}");

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient.Apply(this)];
}
