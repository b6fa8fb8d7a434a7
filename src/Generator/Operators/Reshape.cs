using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The same elements in the same order under another shape of equal length.</summary>
internal sealed record Reshape(Shape Shape) : Operator
{
    public override FusionClass Fusion => FusionClass.View;

    public override IReadOnlyList<object> RuntimeArguments => [Shape.Dimensions.ToArray()];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => inputs[0].Shape.Length == Shape.Length
        ? inputs[0] with { Shape = Shape }
        : throw new ShapeException($"Reshape cannot make {Shape} ({Shape.Length} elements) of {inputs[0].Shape} ({inputs[0].Shape.Length} elements)");

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient.Reshape(inputs[0].Shape)];
}
