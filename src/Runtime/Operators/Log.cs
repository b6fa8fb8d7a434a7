using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The natural logarithm: −∞ at zero, not a number below.</summary>
    /// <param name="x">Any shape, which the result keeps.</param>
    public static Tensor<T> Log<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Map(x, T.Log);
}
