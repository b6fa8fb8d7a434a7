using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>e to the x, minus one; accurate near zero.</summary>
    /// <param name="x">Any shape, which the result keeps.</param>
    public static Tensor<T> ExpM1<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Map(x, ExpM1);

    /// <summary>Corrects the cancellation of e^x − 1 by the factor x / log(e^x) (W. Kahan; Higham 2002, section 1.14.1).</summary>
    private static T ExpM1<T>(T x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T power = T.Exp(x);
        T difference = power - T.One;
        return power == T.One ? x : difference == -T.One || T.IsPositiveInfinity(power) ? difference : difference * (x / T.Log(power));
    }
}
