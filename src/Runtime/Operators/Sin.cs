using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The sine of an angle in radians.</summary>
    /// <param name="x">Any shape, which the result keeps.</param>
    public static Tensor<T> Sin<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Map(x, T.Sin);
}
