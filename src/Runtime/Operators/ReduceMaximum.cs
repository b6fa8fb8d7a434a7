using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The largest element along axes. Equal largest elements share the gradient.</summary>
    /// <param name="x">Any shape; the folded axes are not empty.</param>
    /// <param name="axes">The axes to fold; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether folded axes stay, with size one.</param>
    /// <exception cref="ArgumentException">The shape has no such axis, or an axis is named twice.</exception>
    public static Tensor<T> ReduceMaximum<T>(Tensor<T> x, int[] axes, bool keepDimensions = false)
        where T : struct, IFloatingPointIeee754<T> =>
        Reduce(nameof(ReduceMaximum), x, axes, keepDimensions, values => values.Aggregate(T.Max));
}
