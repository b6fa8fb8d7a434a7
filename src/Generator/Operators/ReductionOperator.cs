using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>An operator that folds <paramref name="Axes"/> (ascending, none negative) away, or to size one with <paramref name="KeepDimensions"/>.</summary>
internal abstract record ReductionOperator(EquatableArray<int> Axes, bool KeepDimensions) : Operator
{
    public sealed override FusionClass Fusion => FusionClass.Reduction;

    public sealed override IReadOnlyList<object> RuntimeArguments => [Axes.ToArray(), KeepDimensions];

    public sealed override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        Shape shape = inputs[0].Shape;
        for (int i = 0; i < Axes.Count; i++)
        {
            if (Axes[i] < 0 || Axes[i] >= shape.Rank || (i > 0 && Axes[i] <= Axes[i - 1]))
            {
                throw new ShapeException($"{RuntimeName} cannot fold the axes {Axes} of {shape}: axes are ascending and from 0 to {shape.Rank - 1}");
            }
        }

        return new(KeepDimensions ? Kept(shape) : new(shape.Dimensions.Where((_, axis) => !Axes.Contains(axis)).ToEquatableArray()));
    }

    /// <summary>The shape with the folded axes at size one.</summary>
    protected Shape Kept(Shape shape) => new(shape.Dimensions.Select((size, axis) => Axes.Contains(axis) ? Dimension.One : size).ToEquatableArray());

    /// <summary>The derivative of a fold that picks elements: the gradient is shared equally among those equal to the result, as in PyTorch and TensorFlow.</summary>
    protected Value Share(Value input, Value output, Value gradient)
    {
        Shape kept = Kept(input.Shape);
        Value picked = input.Builder.Apply(new EqualTo(), input, output.Reshape(kept));
        return (gradient.Reshape(kept) / picked.Sum(Axes, keepDimensions: true)).BroadcastTo(input.Shape).Where(picked);
    }
}
