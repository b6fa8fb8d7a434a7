using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The arithmetic mean along axes.</summary>
    /// <param name="axes">The axes to fold; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether folded axes stay, with size one.</param>
    /// <exception cref="ArgumentException">The shape has no such axis, or an axis is named twice.</exception>
    public static Tensor<T> Mean<T>(Tensor<T> x, int[] axes, bool keepDimensions = false)
        where T : struct, IFloatingPointIeee754<T>
    {
        nint count = 1;
        foreach (int axis in axes)
        {
            count *= x.Lengths[TensorElements.Axis(nameof(Mean), axis, x.Lengths)];
        }

        return Divide(ReduceSum(x, axes, keepDimensions), T.CreateTruncating(count));
    }

    /// <summary>The arithmetic mean along one axis.</summary>
    /// <param name="axis">A negative axis counts from the end.</param>
    /// <param name="keepDimensions">Whether the folded axis stays, with size one.</param>
    /// <exception cref="ArgumentException">The shape has no such axis.</exception>
    public static Tensor<T> Mean<T>(Tensor<T> x, int axis, bool keepDimensions = false)
        where T : struct, IFloatingPointIeee754<T> => Mean(x, [axis], keepDimensions);

    /// <summary>The arithmetic mean of all, the batch included: a scalar, of shape (1).</summary>
    public static Tensor<T> Mean<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Mean(x, AllAxes(x));
}
