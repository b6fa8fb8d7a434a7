using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Forward;

/// <summary>
/// What the mask of an operator's result is. It stays as long as the steps stay what they are; <c>TensorMasks</c> of the runtime says the
/// same of tensors.
/// </summary>
internal static class MaskRules
{
    /// <summary>Elementwise, or a new shape for the same elements: a mask stays whose axes are still the first ones.</summary>
    public static Value? Stays(OperatorCall call, Value result) => Masks.Combine(call.Masks(), result.Shape);

    /// <summary>The operator works along axes, or along the last one: a mask stays that lies before all of them.</summary>
    public static Value? BeforeAxes(OperatorCall call, Value result)
    {
        int rank = call.Name == "Stack" ? result.Shape.Rank : call.Tensors()[0].Shape.Rank;
        IReadOnlyList<Dimension> axes = call.Sizes("axes") ?? call.Sizes("axis") ?? [-1];
        return Masks.Combine(call.Masks(), result.Shape, axes.Min(a => call.PlainAxis(rank, (int)a.Value)));
    }

    /// <summary>A product has the rows of its left side, so that attention has the mask of what asks.</summary>
    public static Value? OfLeft(OperatorCall call, Value result) =>
        Masks.Combine([call.Mask("left")], result.Shape, call.Tensor("left").Shape.Rank - (call.Boolean("transposeLeft", false) ? 2 : 1));

    /// <summary>A mask stays whose axes keep their places.</summary>
    public static Value? BeforePermuted(OperatorCall call, Value result)
    {
        IReadOnlyList<Dimension> permutation = call.Sizes("permutation") ?? [];
        return Masks.Combine(call.Masks(), result.Shape, permutation.TakeWhile((axis, place) => call.PlainAxis(result.Shape.Rank, (int)axis.Value) == place).Count());
    }

    /// <summary>A mask stays where no axes come before it.</summary>
    public static Value? OfSameRank(OperatorCall call, Value result) => Masks.Combine(call.Masks(), result.Shape, call.Tensor("x").Shape.Rank == result.Shape.Rank ? int.MaxValue : 0);

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
}
