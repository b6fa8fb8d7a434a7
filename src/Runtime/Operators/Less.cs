using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The mask left &lt; right: 1 where it holds, else 0.</summary>
    /// <param name="left">Any shape that broadcasts with <paramref name="right"/>.</param>
    /// <param name="right">Any shape that broadcasts with <paramref name="left"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> Less<T>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Map(nameof(Less), left, right, (a, b) => a < b ? T.One : T.Zero);

    /// <inheritdoc cref="Less{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Less<T>(Tensor<T> left, T right)
        where T : struct, IFloatingPointIeee754<T> => Less(left, Filled(right));

    /// <inheritdoc cref="Less{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Less<T>(T left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => Less(Filled(left), right);
}
