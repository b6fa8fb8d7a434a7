using System.Numerics.Tensors;

namespace Compiled.EndToEnd.Tests;

/// <summary>Layers of one line each, forward and backward, on one another.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
[Input(3, 5)]
[Dense(7)]
[LeakyReLU]
[BatchNormalization]
[Permute(2, 1)]
[PReLU(AlphaInitializer = Initializer.Constant, AlphaInitializerValue = 0.25)]
[GaussianNoise(0.1)]
[Reshape(7, 3)]
[GaussianDropout(0.2)]
[ELU(0.7)]
[LayerNormalization]
[AlphaDropout(0.2)]
[ActivityRegularization(L1 = 0.01, L2 = 0.02)]
[Flatten]
[RepeatVector(2)]
[ThresholdedReLU(0.1)]
[Activation(Activation.Softsign)]
[Dropout(0.3)]
[Dense(2, KernelL1 = 0.01, BiasL2 = 0.02)]
public partial class LineOfLayers;

/// <summary>Every way to join two values.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
public partial class MergedLayers
{
    [Dense(4, Activation = Activation.Tanh)] private partial Tensor<float> Left(Tensor<float> x);
    [Dense(4, Activation = Activation.Tanh)] private partial Tensor<float> Right(Tensor<float> x);
    [Add] private partial Tensor<float> Sum(Tensor<float> a, Tensor<float> b);
    [Subtract] private partial Tensor<float> Difference(Tensor<float> a, Tensor<float> b);
    [Multiply] private partial Tensor<float> Product(Tensor<float> a, Tensor<float> b);
    [Average] private partial Tensor<float> Mean(Tensor<float> a, Tensor<float> b);
    [Maximum] private partial Tensor<float> Larger(Tensor<float> a, Tensor<float> b);
    [Minimum] private partial Tensor<float> Smaller(Tensor<float> a, Tensor<float> b);
    [Concatenate] private partial Tensor<float> Join(Tensor<float> a, Tensor<float> b, Tensor<float> c);
    [Dot(-1, Normalize = true)] private partial Tensor<float> Angle(Tensor<float> a, Tensor<float> b);
    [Dense(2)] private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3)] Tensor<float> first, [Shape(5)] Tensor<float> second)
    {
        Tensor<float> left = Left(first), right = Right(second);
        Tensor<float> mixed = Mean(Product(Sum(left, right), Difference(left, right)), Larger(left, right));
        return Output(Join(mixed, Smaller(left, right), Angle(left, right)));
    }
}
