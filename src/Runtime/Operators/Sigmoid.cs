using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>1 / (1 + e^−x), as e^x / (1 + e^x) for negative x so that nothing overflows.</summary>
    /// <param name="x">Any shape, which the result keeps.</param>
    public static Tensor<T> Sigmoid<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Map(x, Sigmoid);

    private static T Sigmoid<T>(T x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T power = T.Exp(-T.Abs(x));
        return (x < T.Zero ? power : T.One) / (T.One + power);
    }
}
