using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The largest integer not above x.</summary>
    /// <param name="x">Any shape, which the result keeps.</param>
    public static Tensor<T> Floor<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Map(x, T.Floor);
}
