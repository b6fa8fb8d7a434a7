using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>left to the power right; not a number for a negative base and a broken exponent.</summary>
    /// <param name="left">Any shape that broadcasts with <paramref name="right"/>.</param>
    /// <param name="right">Any shape that broadcasts with <paramref name="left"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> Power<T>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Map(nameof(Power), left, right, T.Pow);

    /// <inheritdoc cref="Power{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Power<T>(Tensor<T> left, T right)
        where T : struct, IFloatingPointIeee754<T> => Power(left, Filled(right));

    /// <inheritdoc cref="Power{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Power<T>(T left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Power(Filled(left), right);
}
