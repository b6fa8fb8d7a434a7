using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.EndToEnd.Tests;

/// <summary>
/// A layer of one's own: x over (k + alpha Σ x²)^beta, the sum over the nearest channels (Krizhevsky et al. 2012, section 3.3).
/// Of an even number of channels there is one more before than behind.
/// </summary>
[Layer]
public sealed partial class LocalResponseNormalizationAttribute(int size = 5, float alpha = 1e-4f, float beta = 0.75f, float k = 2) : LayerDefinition
{
    public Tensor<float> Forward(Tensor<float> x)
    {
        int channels = (int)x.Lengths[x.Rank - 1];
        Tensor<float> squares = Pad(Square(x), -1, size / 2, (size - 1) / 2);
        Tensor<float> sum = Slice(squares, -1, 0, channels);
        for (int i = 1; i < size; i++)
        {
            sum = sum + Slice(squares, -1, i, channels);
        }

        return x / Power(k + (alpha * sum), beta);
    }
}

[Model]
[Input(2, 1, 6)]
[LocalResponseNormalization(4, alpha: 0.5f)]
public partial class NormalizedChannels;

[Model(Loss = Loss.MeanSquaredError)]
[Input(5, 6, 3)]
[Conv2D(8, 3, Activation = Activation.Softplus)]
[LocalResponseNormalization(3, alpha: 0.5f, beta: 0.5f, k: 1)]
[Flatten]
[Dense(2)]
public partial class LocalResponseModel;
