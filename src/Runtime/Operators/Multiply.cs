using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>left · right.</summary>
    /// <param name="left">Any shape that broadcasts with <paramref name="right"/>.</param>
    /// <param name="right">Any shape that broadcasts with <paramref name="left"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> Multiply<T>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Map(nameof(Multiply), left, right, (a, b) => a * b);

    /// <inheritdoc cref="Multiply{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Multiply<T>(Tensor<T> left, T right)
        where T : struct, IFloatingPointIeee754<T> => Multiply(left, Filled(right));

    /// <inheritdoc cref="Multiply{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Multiply<T>(T left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Multiply(Filled(left), right);
}
