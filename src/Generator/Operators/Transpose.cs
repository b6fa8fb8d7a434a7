using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The axes in another order: axis i of the result is axis <c>Permutation[i]</c> of the input.</summary>
internal sealed record Transpose(EquatableArray<int> Permutation) : Operator
{
    public override FusionClass Fusion => FusionClass.Movement;

    public override IReadOnlyList<object> RuntimeArguments => [Permutation.ToArray()];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        Shape shape = inputs[0].Shape;
        if (!Permutation.OrderBy(a => a).SequenceEqual(Enumerable.Range(0, shape.Rank)))
        {
            throw new ShapeException($"Transpose cannot put the axes of {shape} in the order {Permutation}: each of 0 to {shape.Rank - 1} is named once");
        }

        return inputs[0] with { Shape = new(Permutation.Select(axis => shape[axis]).ToEquatableArray()) };
    }

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [gradient.Apply(new Transpose(Inverse(Permutation)))];

    public static EquatableArray<int> Inverse(EquatableArray<int> permutation)
    {
        var inverse = new int[permutation.Count];
        for (int axis = 0; axis < inverse.Length; axis++)
        {
            inverse[permutation[axis]] = axis;
        }

        return inverse.ToEquatableArray();
    }
}
