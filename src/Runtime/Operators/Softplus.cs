using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>log(1 + e^x), as max(x, 0) + log(1 + e^−|x|), which never overflows.</summary>
    /// <param name="x">Any shape, which the result keeps.</param>
    public static Tensor<T> Softplus<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Map(x, v => T.Max(v, T.Zero) + Log1P(T.Exp(-T.Abs(v))));
}
