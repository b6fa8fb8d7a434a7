using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>max(x, 0).</summary>
    /// <param name="x">Any shape, which the result keeps.</param>
    public static Tensor<T> Relu<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Map(x, v => T.Max(v, T.Zero));
}
