using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>log Σ e^x, computed relative to the largest element so that nothing overflows, along axes.</summary>
    /// <param name="axes">The axes to fold; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether folded axes stay, with size one.</param>
    /// <exception cref="ArgumentException">The shape has no such axis, or an axis is named twice.</exception>
    public static Tensor<T> LogSumExp<T>(Tensor<T> x, int[] axes, bool keepDimensions = false)
        where T : struct, IFloatingPointIeee754<T>
    {
        Tensor<T> largest = StopGradient(ReduceMaximum(x, axes, keepDimensions: true));
        Tensor<T> result = Add(Log(ReduceSum(Exp(Subtract(x, largest)), axes, keepDimensions: true)), largest);
        return keepDimensions ? result : ReduceSum(result, axes);
    }

    /// <summary>log Σ e^x, computed relative to the largest element so that nothing overflows, along one axis.</summary>
    /// <param name="axis">A negative axis counts from the end.</param>
    /// <param name="keepDimensions">Whether the folded axis stays, with size one.</param>
    /// <exception cref="ArgumentException">The shape has no such axis.</exception>
    public static Tensor<T> LogSumExp<T>(Tensor<T> x, int axis, bool keepDimensions = false)
        where T : struct, IFloatingPointIeee754<T> => LogSumExp(x, [axis], keepDimensions);

    /// <summary>log Σ e^x, computed relative to the largest element so that nothing overflows, of all, the batch included: a scalar, of shape (1).</summary>
    public static Tensor<T> LogSumExp<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => LogSumExp(x, AllAxes(x));
}
