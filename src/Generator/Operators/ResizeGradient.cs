using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>What <see cref="Resize"/> of an image of the spatial sizes <paramref name="Lengths"/> hands back.</summary>
internal sealed record ResizeGradient(EquatableArray<int> Lengths, bool IsLinear) : ResizeOperator(Lengths, IsLinear)
{
    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [gradient.Apply(new Resize([.. Sliding.SpatialLengths(RuntimeName, inputs[0].Shape)], IsLinear))];
}
