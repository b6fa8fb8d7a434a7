using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The smaller of each two elements. Where they are equal the gradient goes to the left one.</summary>
    /// <param name="left">Any shape that broadcasts with <paramref name="right"/>.</param>
    /// <param name="right">Any shape that broadcasts with <paramref name="left"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> Minimum<T>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Map(nameof(Minimum), left, right, T.Min);

    /// <inheritdoc cref="Minimum{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Minimum<T>(Tensor<T> left, T right)
        where T : struct, IFloatingPointIeee754<T> => Minimum(left, Filled(right));

    /// <inheritdoc cref="Minimum{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Minimum<T>(T left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Minimum(Filled(left), right);
}
