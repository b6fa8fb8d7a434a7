using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.Shaders.Models;

/// <summary>Normalizations: reductions of rows and of columns with loops before and behind them, and moving statistics.</summary>
[Model(Gpu = true, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Input(6, 11)]
[BatchNormalization]
[LayerNormalization]
[Dense(9, Activation = Activation.Sigmoid)]
[Flatten]
[Dense(300)]
[LayerNormalization]
[Dense(3)]
public partial class Normalizations;

/// <summary>More columns to reduce than one turn of the groups of a dispatch does.</summary>
[Model(Gpu = true, Loss = Loss.MeanSquaredError)]
[Input(2_200_000)]
[PReLU(AlphaInitializer = Initializer.Constant, AlphaInitializerValue = 0.25)]
public partial class ManySlopes;

/// <summary>Every movement, and products of matrices in batches.</summary>
[Model(Gpu = true, Loss = Loss.MeanSquaredError, InputGradients = true)]
public partial class Movements
{
    [Dense(12)]
    private partial Tensor<float> Widen(Tensor<float> x);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(5, 4)] Tensor<float> x, [Shape(3)] Tensor<float> y)
    {
        Tensor<float> wide = Widen(x);
        Tensor<float> scores = Softmax(MatrixProduct(wide, Transpose(wide, 0, 2, 1)) * 0.3f);
        Tensor<float> attended = MatrixProduct(scores, wide);
        Tensor<float> middle = Slice(Pad(attended, 1, 2, 1), 1, 1, 4);
        return Output(Concatenate(Flatten(Transpose(middle, 0, 2, 1)), y, LogSoftmax(y)));
    }
}

/// <summary>Every scalar function, forward and backward.</summary>
[Model(Gpu = true, Loss = Loss.MeanSquaredError, InputGradients = true)]
public partial class Functions
{
    public Tensor<float> Forward([Shape(40)] Tensor<float> x)
    {
        Tensor<float> centred = (x - 0.5f) * 8f;
        Tensor<float> smooth = Exp(centred * 0.2f) + Tanh(centred) + Sigmoid(centred) + Erf(centred) + Sin(centred * 3f) + Cos(centred * 5f);
        Tensor<float> positive = Log(x + 0.01f) + Log1P(x) + ExpM1(x) + Sqrt(x + 0.1f) + Power(x + 0.5f, 2.3f) + Softplus(centred);
        Tensor<float> pieces = Relu(centred) + Abs(centred) + Sign(centred) + Floor(centred) + Maximum(x, 0.4f) - Minimum(x, 0.6f);
        return smooth * 0.1f + positive / 3f + pieces * Select(x, -centred, centred);
    }
}

/// <summary>Extremes of rows and columns, and noise.</summary>
[Model(Gpu = true, Loss = Loss.CategoricalCrossentropy, InputGradients = true)]
public partial class Extremes
{
    [GaussianNoise(0.1)]
    private partial Tensor<float> Noise(Tensor<float> x);

    [Dense(6)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(9, 70)] Tensor<float> x)
    {
        Tensor<float> noisy = Noise(x);
        return Softmax(Output(Concatenate(Max(noisy, 1), Min(noisy, 1), Mean(noisy, 2))));
    }
}
