using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>For each sample, products of two inputs summed along one axis of each, with <c>Normalize</c> of vectors of length 1.</summary>
internal sealed class Dot : MixingLayer
{
    public override int MinimumInputs => 2;

    public override int MaximumInputs => 2;

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        (Value left, Value right) = (inputs[0], inputs[1]);
        IReadOnlyList<int> axes = context.Settings.Integers("Axes") ?? [];
        if (axes.Count is 0 or > 2)
        {
            throw context.Settings.Unfit("Axes", $"[{string.Join(", ", axes)}]", "it must be one axis for both inputs, or one for each");
        }

        int leftAxis = context.Axis(left, axes[0], "Axes"), rightAxis = context.Axis(right, axes[axes.Count - 1], "Axes");
        if (left.Shape.Rank is < 2 or > 3 || right.Shape.Rank is < 2 or > 3)
        {
            throw context.MergeError(left, right, "both inputs have one or two axes after the batch: reshape the other");
        }

        if (left.Shape[leftAxis] != right.Shape[rightAxis])
        {
            throw context.MergeError(left, right, $"axis {leftAxis} of the first is {left.Shape[leftAxis]} and axis {rightAxis} of the second {right.Shape[rightAxis]}: the summed axes must be equal");
        }

        return context.Settings.Boolean("Normalize", false)
            ? Recipes.BatchDot(Recipes.Normalize(left, leftAxis), Recipes.Normalize(right, rightAxis), leftAxis, rightAxis)
            : Recipes.BatchDot(left, right, leftAxis, rightAxis);
    }
}
