using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Simplifying;

/// <summary>A convolution reads zeros around its input for free: zeros put there before, and cut off the gradient behind, are never stored.</summary>
internal static class WindowRules
{
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

    private static bool IsSpatial(ConvolutionOperator convolution, int axis) => axis >= 1 && axis <= convolution.Sliding.Rank;

    private static Sliding Widen(Sliding sliding, int axis, long before, long after) => sliding with
    {
        Before = sliding.Before.Items.SetItem(axis - 1, checked((int)(sliding.Before[axis - 1] + before))),
        After = sliding.After.Items.SetItem(axis - 1, checked((int)(sliding.After[axis - 1] + after))),
    };

    private static Value Input(Value value) => new(value.Builder, value.Node.Inputs[0]);
}
