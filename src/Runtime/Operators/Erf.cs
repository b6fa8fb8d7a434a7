using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The error function, 2/√π times the integral of e^−t² from 0 to x.</summary>
    /// <param name="x">Any shape, which the result keeps.</param>
    public static Tensor<T> Erf<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Map(x, Erf);

    /// <summary>2/√π · e^−x² · Σ 2ⁿ x^(2n+1) / (2n+1)!!, whose terms have one sign (Abramowitz and Stegun 7.1.6); ±1 beyond 6.</summary>
    private static T Erf<T>(T x)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (T.Abs(x) > Number<T>(6) || T.IsNaN(x))
        {
            return T.IsNaN(x) ? x : T.CopySign(T.One, x);
        }

        double value = double.CreateTruncating(x), term = value, sum = value;
        for (int n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= 2 * value * value / ((2 * n) + 1);
            sum += term;
        }

        return Number<T>(2 / Math.Sqrt(Math.PI) * Math.Exp(-value * value) * sum);
    }
}
