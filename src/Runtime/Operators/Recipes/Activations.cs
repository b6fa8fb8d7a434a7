using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>x / 5 + 1 / 2, clipped to [0, 1].</summary>
    public static Tensor<T> HardSigmoid<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Clip(Add(Multiply(x, Number<T>(0.2)), Number<T>(0.5)), 0, 1);

    /// <summary>x / (1 + |x|).</summary>
    public static Tensor<T> Softsign<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Divide(x, Add(Abs(x), T.One));

    /// <summary>x where positive, else alpha (e^x − 1). Clevert et al. 2015, arXiv:1511.07289.</summary>
    public static Tensor<T> Elu<T>(Tensor<T> x, double alpha = 1)
        where T : struct, IFloatingPointIeee754<T> => Select(Greater(x, T.Zero), x, Multiply(ExpM1(Minimum(x, T.Zero)), Number<T>(alpha)));

    /// <summary>ELU with the constants that keep mean 0 and variance 1. Klambauer et al. 2017, arXiv:1706.02515.</summary>
    public static Tensor<T> Selu<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Multiply(Elu(x, 1.6732632423543772), Number<T>(1.0507009873554805));

    /// <summary>x Φ(x), exactly, with the error function. Hendrycks and Gimpel 2016, arXiv:1606.08415.</summary>
    public static Tensor<T> Gelu<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Multiply(Multiply(x, Number<T>(0.5)), Add(Erf(Multiply(x, Number<T>(0.7071067811865476))), T.One));

    /// <summary>x sigmoid(x), also called swish. Ramachandran et al. 2017, arXiv:1710.05941.</summary>
    public static Tensor<T> Silu<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Multiply(x, Sigmoid(x));

    /// <summary>x tanh(softplus(x)). Misra 2019, arXiv:1908.08681.</summary>
    public static Tensor<T> Mish<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Multiply(x, Tanh(Softplus(x)));

    /// <summary>x clipped to [0, 6].</summary>
    public static Tensor<T> Relu6<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> => Minimum(Relu(x), Number<T>(6));

    /// <summary>x where positive, else slope · x.</summary>
    public static Tensor<T> LeakyRelu<T>(Tensor<T> x, double slope = 0.2)
        where T : struct, IFloatingPointIeee754<T> => Select(Greater(x, T.Zero), x, Multiply(x, Number<T>(slope)));
}
