using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Forward;

/// <summary>The mask of an operator's result; null where it has none.</summary>
internal delegate Value? MaskRule(OperatorCall call, Value result);

/// <summary>
/// What the mask of an operator's result is. It stays as long as the steps stay what they are, and moves as they move; where steps are mixed
/// it is lost, of which a warning tells. <c>TensorMasks</c> of the runtime says the same of tensors.
/// </summary>
internal static class MaskRules
{
    /// <summary>The result is no sequence of these steps, or its author ends the mask.</summary>
    public static Value? None(OperatorCall call, Value result) => null;

    /// <summary>The operator computes with several steps at once.</summary>
    public static Value? Lost(OperatorCall call, Value result) => call.PassMask(call.Masked(), result, 0);

    /// <summary>Elementwise, or a new shape for the same elements: a mask stays whose axes are still the first ones.</summary>
    public static Value? Stays(OperatorCall call, Value result) => call.PassMask(call.Masked(), result);

    /// <summary>The operator works along axes, or along the last one: a mask stays that lies before all of them.</summary>
    public static Value? BeforeAxes(OperatorCall call, Value result)
    {
        int rank = call.Name == "Stack" ? result.Shape.Rank : call.AllElements()[0].Shape.Rank;
        IReadOnlyList<Dimension> axes = call.Sizes("axes") ?? call.Sizes("axis") ?? [-1];
        return call.PassMask(call.Masked(), result, axes.Min(a => call.PlainAxis(rank, (int)a.Value)));
    }

    /// <summary>Reductions without axes are over all of them.</summary>
    public static Value? BeforeReduced(OperatorCall call, Value result) => call.PassMask(call.Masked(), result, call.Axes(call.Tensor("x")).Min());

    /// <summary>A part of the steps has that part of the mask.</summary>
    public static Value? Sliced(OperatorCall call, Value result) =>
        AlongAxis(call, result, (mask, axis) => mask.Slice(axis, call.Integer("start"), call.Integer("length")));

    /// <summary>Steps from the last to the first have their mask in that order.</summary>
    public static Value? Reversed(OperatorCall call, Value result) => AlongAxis(call, result, (mask, axis) => mask.Apply(new Reverse(axis)));

    /// <summary>Sequences one after the other have their masks one after the other; along another axis a step counts that counts in each.</summary>
    public static Value? Joined(OperatorCall call, Value result)
    {
        IReadOnlyList<Value> tensors = call.AllElements();
        return Masks.Join(tensors, [.. call.Masked().Select(m => m.Mask)], call.Axis(tensors[0], "axis", -1)) is { } joined ? joined : BeforeAxes(call, result);
    }

    /// <summary>A product has the rows of its left side, so that attention has the mask of what asks.</summary>
    public static Value? OfLeft(OperatorCall call, Value result)
    {
        Value left = call.Tensor("left");
        return call.PassMask([(left, call.Mask("left"))], result, left.Shape.Rank - (call.Boolean("transposeLeft", false) ? 2 : 1));
    }

    /// <summary>A mask stays whose axes keep their places.</summary>
    public static Value? BeforePermuted(OperatorCall call, Value result)
    {
        IReadOnlyList<Dimension> permutation = call.Sizes("permutation") ?? [];
        return call.PassMask(call.Masked(), result, permutation.TakeWhile((axis, place) => call.PlainAxis(result.Shape.Rank, (int)axis.Value) == place).Count());
    }

    /// <summary>A mask stays where no axes come before it.</summary>
    public static Value? OfSameRank(OperatorCall call, Value result) =>
        call.PassMask(call.Masked(), result, call.Tensor("x").Shape.Rank == result.Shape.Rank ? int.MaxValue : 0);

    /// <summary>The mask that the call gives.</summary>
    public static Value? Given(OperatorCall call, Value result)
    {
        Value mask = call.Tensor("mask");
        return mask.Shape.Rank >= 2 && Masks.Fits(mask, result.Shape)
            ? mask
            : throw call.Unfit($"a mask {mask.Shape} is none for the steps of {result.Shape}", "a mask is (batch, steps), the first axes of the sequence");
    }

    /// <summary>The sequence that the call is about.</summary>
    public static Value Sequence(OperatorCall call)
    {
        Value x = call.Tensor("x");
        return x.Shape.Rank >= 2 ? x : throw call.Unfit($"{x.Shape} has no steps", "it takes sequences, (batch, steps, …)");
    }

    /// <summary>What moves the elements along an axis moves a mask that has this axis.</summary>
    private static Value? AlongAxis(OperatorCall call, Value result, Func<Value, int, Value> move)
    {
        int axis = call.Axis(call.Elements("x"), "axis");
        return call.Mask("x") is not { } mask ? null : mask.Shape.Rank > axis ? move(mask, axis) : mask;
    }
}
