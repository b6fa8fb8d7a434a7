using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.EndToEnd.Tests;

/// <summary>Every activation, side by side.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class ActivationsModel
{
    [Dense(2, Activation = Activation.Sigmoid, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> SigmoidLayer(Tensor<float> x);

    [Dense(2, Activation = Activation.HardSigmoid, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> HardSigmoidLayer(Tensor<float> x);

    [Dense(2, Activation = Activation.Tanh, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> TanhLayer(Tensor<float> x);

    [Dense(2, Activation = Activation.Softmax, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> SoftmaxLayer(Tensor<float> x);

    [Dense(2, Activation = Activation.Softplus, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> SoftplusLayer(Tensor<float> x);

    [Dense(2, Activation = Activation.Softsign, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> SoftsignLayer(Tensor<float> x);

    [Dense(2, Activation = Activation.Elu, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> EluLayer(Tensor<float> x);

    [Dense(2, Activation = Activation.Selu, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> SeluLayer(Tensor<float> x);

    [Dense(2, Activation = Activation.Exponential, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> ExponentialLayer(Tensor<float> x);

    [Dense(2, Activation = Activation.Gelu, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> GeluLayer(Tensor<float> x);

    [Dense(2, Activation = Activation.Silu, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> SiluLayer(Tensor<float> x);

    [Dense(2, Activation = Activation.Mish, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> MishLayer(Tensor<float> x);

    [Dense(2, Activation = Activation.Relu6, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> Relu6Layer(Tensor<float> x);

    [Dense(2, Activation = Activation.LeakyRelu, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> LeakyReluLayer(Tensor<float> x);

    [Dense(2, Activation = Activation.Relu, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> ReluLayer(Tensor<float> x);

    [Dense(2, Activation = Activation.Linear, KernelInitializer = Initializer.RandomUniform, KernelInitializerScale = 1.5)]
    private partial Tensor<float> LinearLayer(Tensor<float> x);

    [Dense(3)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3)] Tensor<float> x) => Output(Concatenate(
        SigmoidLayer(x),
        HardSigmoidLayer(x),
        TanhLayer(x),
        SoftmaxLayer(x),
        SoftplusLayer(x),
        SoftsignLayer(x),
        EluLayer(x),
        SeluLayer(x),
        ExponentialLayer(x),
        GeluLayer(x),
        SiluLayer(x),
        MishLayer(x),
        Relu6Layer(x),
        LeakyReluLayer(x),
        ReluLayer(x),
        LinearLayer(x)));
}
