using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>log(1 + x), accurate near zero.</summary>
    /// <param name="x">Any shape, which the result keeps.</param>
    public static Tensor<T> Log1P<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Map(x, Log1P);

    /// <summary>Corrects the rounding of 1 + x by the factor x / ((1 + x) − 1) (Goldberg 1991, theorem 4).</summary>
    private static T Log1P<T>(T x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T sum = T.One + x;
        return sum == T.One ? x : T.IsPositiveInfinity(sum) ? sum : T.Log(sum) * (x / (sum - T.One));
    }
}
