using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.EndToEnd.Tests;

// Layers over samples of two axes.

[Model(Loss = Loss.MeanSquaredError)]
[Input(3, 4)]
[Dense(5, Activation = Activation.Tanh)]
[BatchNormalization(Momentum = 0.8, Scale = false)]
[LayerNormalization(Axis = [1, 2], Center = false)]
[Dropout(0.3, NoiseShape = [1, 5])]
[Dense(2)]
public partial class NormalizedSequenceModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(3, 4)]
[Dense(5, Activation = Activation.Tanh)]
[PReLU(SharedAxes = [1], AlphaInitializer = Initializer.Constant, AlphaInitializerValue = 0.25)]
[Dense(2, KernelConstraint = Constraint.MaxNorm, KernelConstraintMaximum = 10)]
public partial class SharedSlopesModel;

/// <summary>One class for each step of a sequence.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(3, 4)]
[Dense(6, Activation = Activation.Gelu)]
[Dense(5, Activation = Activation.Softmax)]
public partial class StepClassesModel;

/// <summary>Attention by hand: products of a batch of matrices, a softmax over rows, and movements.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class AttentionModel
{
    [Dense(4, UseBias = false)]
    private partial Tensor<float> Queries(Tensor<float> x);

    [Dense(4, UseBias = false)]
    private partial Tensor<float> Keys(Tensor<float> x);

    [Dense(4)]
    private partial Tensor<float> Values(Tensor<float> x);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3, 5)] Tensor<float> x)
    {
        Tensor<float> weights = Softmax(MatrixProduct(Queries(x), Keys(x), transposeRight: true) / 2);
        Tensor<float> mixed = MatrixProduct(weights, Values(x));
        Tensor<float> first = Slice(mixed, 1, 0, 1);
        return Output(Concatenate(1, mixed, first));
    }
}

/// <summary>Token ids in a stack of attributes.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Embedding(6, 3)]
[Flatten]
[Dense(2)]
public partial class EmbeddingModel;

/// <summary>A table that training leaves as it is, read in <c>Forward</c>.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class FrozenEmbeddingModel
{
    [Frozen]
    [Embedding(6, 4)]
    private partial Tensor<float> Vectors(Tensor<int> ids);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3)] Tensor<int> ids) => Output(Mean(Vectors(ids), [1]));
}
