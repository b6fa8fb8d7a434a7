using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.EndToEnd.Tests;

// Models of sequences with padding: the id 0.

/// <summary>A class for each word, read both ways; the statistics of the batch are those of words alone.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(4)]
[Embedding(6, 3, MaskZero = true)]
[BatchNormalization(Momentum = 0.8)]
[LSTM(4, ReturnSequences = true, GoBackwards = true)]
[GRU(3, Bidirectional = Bidirectional.Concat, ReturnSequences = true)]
[Dense(5, Activation = Activation.Softmax)]
public partial class MaskedTaggerModel;

/// <summary>Layers that use a mask up, behind one that makes one of zeros.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class MaskedPoolingModel
{
    [Embedding(6, 4)]
    private partial Tensor<float> Vectors(Tensor<int> ids);

    [Masking]
    private partial Tensor<float> Skip(Tensor<float> x);

    [SimpleRNN(3)]
    private partial Tensor<float> Read(Tensor<float> x);

    [GlobalAveragePooling1D]
    private partial Tensor<float> Average(Tensor<float> x);

    [GlobalMaxPooling1D]
    private partial Tensor<float> Largest(Tensor<float> x);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(5)] Tensor<int> ids)
    {
        Tensor<float> words = Skip(Vectors(ids) * ExpandDims(Minimum(ToFloat(ids), 1), 2));
        return Output(Concatenate(Read(words), Average(words), Largest(Tanh(words))));
    }
}

/// <summary>A layer of the user's own that asks for the mask of what it gets.</summary>
[Layer]
public sealed partial class MaskedAttentionAttribute(int units) : LayerDefinition
{
    [Weight("x[-1]", "units")]
    private partial Tensor<float> Kernel { get; }

    public Tensor<float> Forward(Tensor<float> x)
    {
        Tensor<float> keys = MatMul(x, Kernel);
        Tensor<float> scores = MatrixProduct(keys, keys, transposeRight: true) / units;
        return MatrixProduct(Softmax(Where(ExpandDims(Mask(x), 1), scores, -1e9f)), x);
    }
}

/// <summary>Attention to words alone, by a custom layer: its output has the mask of what asks.</summary>
[Model(Loss = Loss.MeanSquaredError, Metrics = [Metric.MeanAbsoluteError])]
[Input(4)]
[Embedding(6, 3, MaskZero = true)]
[MaskedAttention(4)]
[Dense(2)]
public partial class MaskedAttentionModel;
