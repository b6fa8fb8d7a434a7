using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>x².</summary>
    public static Tensor<T> Square<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Multiply(x, x);

    /// <summary>1 / x.</summary>
    public static Tensor<T> Reciprocal<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Divide(T.One, x);

    /// <summary>1 / √x.</summary>
    public static Tensor<T> Rsqrt<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Divide(T.One, Sqrt(x));

    /// <summary>x, but not below <paramref name="minimum"/> and not above <paramref name="maximum"/>. The gradient is zero outside.</summary>
    public static Tensor<T> Clip<T>(Tensor<T> x, double minimum, double maximum)
        where T : struct, IFloatingPointIeee754<T> => Minimum(Maximum(x, Number<T>(minimum)), Number<T>(maximum));
}
