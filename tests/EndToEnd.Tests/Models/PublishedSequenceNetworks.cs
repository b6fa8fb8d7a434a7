using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.EndToEnd.Tests;

// Networks over sequences as they were published, for their counts of parameters.

/// <summary>The rows of an image as steps.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy)]
[Input(28, 28)]
[SimpleRNN(16, Activation = Activation.Relu)]
[Dense(10, Activation = Activation.Softmax)]
public partial class ImageRows;

[Model(Loss = Loss.MeanSquaredError)]
[Input(1, 1)]
[SimpleRNN(4)]
[Dense(1)]
public partial class AirlineRnn;

[Model(Loss = Loss.MeanSquaredError)]
[Input(1, 1)]
[LSTM(4)]
[Dense(1)]
public partial class AirlineLstm;

[Model(Loss = Loss.MeanSquaredError)]
[Input(1, 1)]
[GRU(4, ResetAfter = false)]
[Dense(1)]
public partial class AirlineGru;

[Model(Loss = Loss.MeanSquaredError)]
[Input(1, 1)]
[GRU(4)]
[Dense(1)]
public partial class AirlineGruResetAfter;

/// <summary>The next character of Alice in Wonderland.</summary>
[Model(Loss = Loss.CategoricalCrossentropy)]
[Input(10, 42)]
[SimpleRNN(128)]
[Dense(42, Activation = Activation.Softmax)]
public partial class AliceCharacters;

[Model(Loss = Loss.BinaryCrossentropy)]
[Input(40)]
[Embedding(2002, 128)]
[Dropout(0.2, NoiseShape = [1, 128])]
[LSTM(64, Dropout = 0.2, RecurrentDropout = 0.2)]
[Dense(1, Activation = Activation.Sigmoid)]
public partial class SentenceSentiment;

[Model(Loss = Loss.CategoricalCrossentropy)]
[Input(5, 1)]
[LSTM(128)]
[Dense(1457, Activation = Activation.Softmax)]
public partial class WordGenerator;

/// <summary>Whether two words stand near each other (Mikolov et al. 2013).</summary>
[Model(Loss = Loss.BinaryCrossentropy)]
public partial class SkipGram
{
    [Embedding(10_000, 512)]
    private partial Tensor<float> Words(Tensor<int> word);

    [Embedding(10_000, 512)]
    private partial Tensor<float> Contexts(Tensor<int> context);

    [Dot(-1)]
    private partial Tensor<float> Similarity(Tensor<float> word, Tensor<float> context);

    [Dense(1, Activation = Activation.Sigmoid)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape] Tensor<int> word, [Shape] Tensor<int> context) => Output(Similarity(Words(word), Contexts(context)));
}

/// <summary>Answers to questions about a story (Weston et al. 2015, qa1).</summary>
[Model(Loss = Loss.CategoricalCrossentropy)]
public partial class MemoryNetwork
{
    [Embedding(22, 64)]
    private partial Tensor<float> Story(Tensor<int> story);

    [Embedding(22, 64)]
    private partial Tensor<float> Question(Tensor<int> question);

    [Embedding(22, 4)]
    private partial Tensor<float> Facts(Tensor<int> story);

    [Dot(2, 2)]
    private partial Tensor<float> Match(Tensor<float> story, Tensor<float> question);

    [Permute(2, 1)]
    private partial Tensor<float> Turn(Tensor<float> x);

    [LSTM(32)]
    private partial Tensor<float> Answer(Tensor<float> x);

    [Dense(22, Activation = Activation.Softmax)]
    private partial Tensor<float> Words(Tensor<float> x);

    public Tensor<float> Forward([Shape(14)] Tensor<int> story, [Shape(4)] Tensor<int> question)
    {
        Tensor<float> asked = Question(question);
        Tensor<float> response = Turn(Match(Story(story), asked) + Facts(story));
        return Words(Answer(Concatenate(response, asked)));
    }
}
