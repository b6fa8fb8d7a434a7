using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>An image at another size: by straight lines between the centres of pixels, or by the pixel that holds the new centre.</summary>
internal sealed record Resize(EquatableArray<int> Lengths, bool IsLinear) : ResizeOperator(Lengths, IsLinear)
{
    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [gradient.Apply(new ResizeGradient([.. Sliding.SpatialLengths(RuntimeName, inputs[0].Shape)], IsLinear))];
}
