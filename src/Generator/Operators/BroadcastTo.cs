using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// The value repeated along axes of size one (and along new leading axes) to <paramref name="Shape"/>.
/// It is elementwise: each element is an input element at the broadcast index, so that it fuses into what reads it.
/// </summary>
internal sealed record BroadcastTo(Shape Shape) : ElementwiseOperator
{
    public override IReadOnlyList<object> RuntimeArguments => [Shape.Dimensions.ToArray()];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        return Broadcasting.Broadcast(nameof(BroadcastTo), [inputs[0].Shape, Shape]) == Shape
            ? new(Shape)
            : throw new ShapeException($"BroadcastTo cannot repeat {inputs[0].Shape} to {Shape}");
    }

    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => inputs[0];

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient];
}
