using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>−1, 0 or 1, as x is negative, zero or positive.</summary>
    /// <param name="x">Any shape, which the result keeps.</param>
    public static Tensor<T> Sign<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Map(x, v => v > T.Zero ? T.One : v < T.Zero ? -T.One : T.Zero);
}
