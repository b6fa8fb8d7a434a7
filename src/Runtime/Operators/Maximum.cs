using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The larger of each two elements. Where they are equal the gradient goes to the left one.</summary>
    /// <param name="left">Any shape that broadcasts with <paramref name="right"/>.</param>
    /// <param name="right">Any shape that broadcasts with <paramref name="left"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> Maximum<T>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Map(nameof(Maximum), left, right, T.Max);

    /// <inheritdoc cref="Maximum{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Maximum<T>(Tensor<T> left, T right)
        where T : struct, IFloatingPointIeee754<T> => Maximum(left, Filled(right));

    /// <inheritdoc cref="Maximum{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Maximum<T>(T left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Maximum(Filled(left), right);
}
