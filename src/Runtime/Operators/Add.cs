using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>left + right.</summary>
    /// <param name="left">Any shape that broadcasts with <paramref name="right"/>.</param>
    /// <param name="right">Any shape that broadcasts with <paramref name="left"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> Add<T>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Map(nameof(Add), left, right, (a, b) => a + b);

    /// <inheritdoc cref="Add{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Add<T>(Tensor<T> left, T right)
        where T : struct, IFloatingPointIeee754<T> => Add(left, Filled(right));

    /// <inheritdoc cref="Add{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Add<T>(T left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Add(Filled(left), right);
}
