namespace Compiled;

/// <summary>The nonlinearity after a layer.</summary>
public enum Activation
{
    /// <summary>x itself.</summary>
    Linear,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>1 / (1 + e^−x).</summary>
    Sigmoid,

    /// <summary>x / 5 + 1 / 2, clipped to [0, 1]: the formula of Keras 2. Keras 3 has relu6(x + 3) / 6 under this name, which is less steep.</summary>
    HardSigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>e^x over its sum along the last axis.</summary>
    Softmax,

    /// <summary>log(1 + e^x).</summary>
    Softplus,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>x where positive, else e^x − 1.</summary>
    Elu,

    /// <summary>Scaled ELU with the constants of Klambauer et al. 2017.</summary>
    Selu,

    /// <summary>e^x.</summary>
    Exponential,

    /// <summary>x Φ(x), exactly, with the error function.</summary>
    Gelu,

    /// <summary>x sigmoid(x), also called swish.</summary>
    Silu,

    /// <summary>x tanh(softplus(x)).</summary>
    Mish,

    /// <summary>x clipped to [0, 6].</summary>
    Relu6,

    /// <summary>x where positive, else 0.2 x.</summary>
    LeakyRelu,
}
