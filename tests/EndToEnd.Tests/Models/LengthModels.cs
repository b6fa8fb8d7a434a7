using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.EndToEnd.Tests;

/// <summary>Series of any length to one answer.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(Length.Any, 3, MaxLength = 12)]
[LSTM(4, ReturnSequences = true)]
[GRU(3, GoBackwards = true)]
[Dense(2)]
public partial class AnyLengthModel;

/// <summary>The same for five steps.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(5, 3)]
[LSTM(4, ReturnSequences = true)]
[GRU(3, GoBackwards = true)]
[Dense(2)]
public partial class FiveStepsModel;

/// <summary>What the last step leaves, read from either end.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(Length.Any, 3, MaxLength = 12)]
[LSTM(4, Bidirectional = Bidirectional.Concat)]
[Dense(2)]
public partial class AnyLengthLast;

/// <summary>A series of any length whose states go on.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(Length.Any, 3, MaxLength = 12)]
[GRU(4, ReturnSequences = true, Stateful = true)]
[Dense(2)]
public partial class AnyLengthCarried;

/// <summary>A class for each token of a sentence.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(Length.Any, MaxLength = 9)]
[Embedding(6, 4)]
[SimpleRNN(4, Bidirectional = Bidirectional.Concat, ReturnSequences = true, Dropout = 0.2)]
[Dense(3, Activation = Activation.Softmax)]
public partial class AnyLengthTagger;

/// <summary>Steps that look at each other, whose mean is the answer; beside the sequence an input of fixed size.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
public partial class AnyLengthAttention
{
    [Dense(4)] private partial Tensor<float> Query(Tensor<float> x);
    [Dense(4)] private partial Tensor<float> Key(Tensor<float> x);
    [Dense(5, Activation = Activation.Tanh, TimeDistributed = true)] private partial Tensor<float> Value(Tensor<float> x);
    [LayerNormalization] private partial Tensor<float> Normalize(Tensor<float> x);
    [BatchNormalization] private partial Tensor<float> Center(Tensor<float> x);
    [GlobalAveragePooling1D] private partial Tensor<float> Pool(Tensor<float> x);
    [GlobalMaxPooling1D] private partial Tensor<float> Peak(Tensor<float> x);
    [Dense(2)] private partial Tensor<float> Answer(Tensor<float> x);

    public Tensor<float> Forward([Shape(Length.Any, 4, MaxLength = 8)] Tensor<float> x, [Shape(3)] Tensor<float> context)
    {
        Tensor<float> weights = Softmax(MatrixProduct(Query(x), Key(x), transposeRight: true));
        Tensor<float> seen = Normalize(MatrixProduct(weights, Value(x)) + (0.1f * Mean(x, [1, 2], keepDimensions: true)));
        return Answer(Concatenate(Pool(Center(seen)), Peak(seen), context));
    }
}

/// <summary>A class for each word of a sentence; the steps that a batch is padded with count for nothing.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(Length.Any, MaxLength = 9)]
[Embedding(6, 4, MaskZero = true)]
[GRU(4, Bidirectional = Bidirectional.Concat, ReturnSequences = true)]
[Dense(3, Activation = Activation.Softmax)]
public partial class MaskedTagger;

/// <summary>From the last word of a sentence to the first: its padding comes out on the other side.</summary>
[Model]
[Input(Length.Any, MaxLength = 9)]
[Embedding(6, 4, MaskZero = true)]
[LSTM(3, GoBackwards = true, ReturnSequences = true)]
public partial class BackwardReader;

/// <summary>How often each of three words occurs.</summary>
[Model]
[Input(3)]
[Dense(1)]
public partial class BagReader;
