using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Simplifying;

/// <summary>Windows: what lies around an input need not be stored, and what concerns the largest of each window is done where there are fewer values.</summary>
internal static class WindowRules
{
    /// <summary>A convolution reads zeros around its input for free: zeros put there before, and cut off the gradient behind, are never stored.</summary>
    public static Value? Paddings(Simplifier simplifier, Operator op, Value[] inputs)
    {
        switch (op)
        {
            case ConvolutionOperator convolution and not ConvolutionInputGradient when inputs[0].Node is { Operator: Pad pad } && IsSpatial(convolution, pad.Axis) && pad.Before.IsConstant && pad.After.IsConstant:
                Sliding wider = Widen(convolution.Sliding, pad.Axis, pad.Before.Value, pad.After.Value);
                return simplifier.Apply(convolution with { Sliding = wider }, Input(inputs[0]), inputs[1]);
            case Slice slice when inputs[0].Node.Operator is ConvolutionInputGradient gradient && IsSpatial(gradient, slice.Axis) && slice.Start.IsConstant && slice.Length.IsConstant:
                int length = (int)slice.Length.Value, axis = slice.Axis - 1;
                Sliding cut = Widen(gradient.Sliding, slice.Axis, slice.Start.Value, gradient.Lengths[axis] - slice.Start.Value - length);
                return simplifier.Apply(gradient with { Sliding = cut, Lengths = gradient.Lengths.Items.SetItem(axis, length) }, Input(inputs[0]), new Value(inputs[0].Builder, inputs[0].Node.Inputs[1]));
            default:
                return null;
        }
    }

    /// <summary>
    /// The gradient of a largest value goes to a value equal to it: where that one is masked for its size, as behind an activation
    /// like relu, the other is masked likewise, and of those there are fewer.
    /// </summary>
    public static Value? LargestMasked(Simplifier simplifier, Operator op, Value[] inputs)
    {
        if (op is not Select || inputs[2].ConstantValue() is not 0 || inputs[1].Node is not { Operator: MaxPoolingGradient } gradient
            || inputs[0].Node is not { Operator: Less less } mask || new Value(inputs[0].Builder, mask.Inputs[0]).ConstantValue() is null || mask.Inputs[1] != gradient.Inputs[0])
        {
            return null;
        }

        Value[] pooled = [.. gradient.Inputs.Select(i => new Value(inputs[1].Builder, i))];
        Value isLarger = simplifier.Apply(less, new Value(inputs[0].Builder, mask.Inputs[0]), pooled[1]);
        return simplifier.Apply(gradient.Operator, pooled[0], pooled[1], simplifier.Apply(op, isLarger, pooled[2], inputs[2]));
    }

    /// <summary>
    /// Each element of the gradient of a largest value goes to one place of its window: the sum over all places is that over the elements.
    /// Of other values than the largest, which <c>Forward</c> may pass, no place may hold one, and its element goes nowhere.
    /// </summary>
    public static Value? LargestSummed(Simplifier simplifier, Operator op, Value[] inputs) =>
        op is ReduceSum sum && inputs[0].Node is { Operator: MaxPoolingGradient } gradient && Enumerable.Range(1, inputs[0].Shape.Rank - 2).All(sum.Axes.Contains)
            && IsLargest(inputs[0].Builder, gradient)
            ? simplifier.Apply(op, new Value(inputs[0].Builder, gradient.Inputs[2]))
            : null;

    /// <summary>Whether the y of a gradient is the largest of the same windows over its x.</summary>
    private static bool IsLargest(GraphBuilder builder, Node gradient) =>
        gradient.Operator is MaxPoolingGradient back && builder[gradient.Inputs[1]] is { Operator: MaxPooling pooling } y
        && y.Inputs[0] == gradient.Inputs[0] && pooling.Window == back.Window && pooling.Sliding == back.Sliding;

    private static bool IsSpatial(ConvolutionOperator convolution, int axis) => axis >= 1 && axis <= convolution.Sliding.Rank;

    private static Sliding Widen(Sliding sliding, int axis, long before, long after) => sliding with
    {
        Before = sliding.Before.Items.SetItem(axis - 1, checked((int)(sliding.Before[axis - 1] + before))),
        After = sliding.After.Items.SetItem(axis - 1, checked((int)(sliding.After[axis - 1] + after))),
    };

    private static Value Input(Value value) => new(value.Builder, value.Node.Inputs[0]);
}
