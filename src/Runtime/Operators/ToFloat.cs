using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>Integers as floats.</summary>
    /// <param name="x">Any shape, which the result keeps.</param>
    public static Tensor<float> ToFloat(Tensor<int> x) => ToFloat<float>(x);

    /// <summary>Integers as floating-point numbers.</summary>
    /// <param name="x">Any shape, which the result keeps.</param>
    public static Tensor<T> ToFloat<T>(Tensor<int> x)
        where T : struct, IFloatingPointIeee754<T> => Convert<int, T>(x, T.CreateTruncating);
}
