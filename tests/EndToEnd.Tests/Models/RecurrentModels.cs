using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.EndToEnd.Tests;

[Model(Loss = Loss.MeanSquaredError)]
[Input(5, 4)]
[SimpleRNN(3)]
[Dense(2)]
public partial class SimpleRnnModel;

/// <summary>A loop over the sequence that another loop makes, from its last step to its first; an output for each step.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(5, 3)]
[LSTM(4, ReturnSequences = true)]
[LSTM(5, ReturnSequences = true, GoBackwards = true, RecurrentL2 = 0.01)]
[Dense(2, Activation = Activation.Tanh)]
public partial class StackedLstmModel;

/// <summary>Both forms of the gated recurrent unit.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(4, 3)]
[GRU(4, ReturnSequences = true)]
[GRU(3, ResetAfter = false)]
[Dense(2)]
public partial class GruModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4, 3)]
[LSTM(6, Dropout = 0.2, RecurrentDropout = 0.3, Peephole = true, RecurrentActivation = Activation.HardSigmoid)]
[Dense(1)]
public partial class DroppedLstmModel;

/// <summary>A state that is computed from another input.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class StartedGruModel
{
    [Dense(3, Activation = Activation.Tanh)]
    private partial Tensor<float> Start(Tensor<float> x);

    [GRU(3, ReturnSequences = true)]
    private partial Tensor<float> Decode(Tensor<float> x, Tensor<float> h);

    public Tensor<float> Forward([Shape(4, 2)] Tensor<float> x, [Shape(3)] Tensor<float> h) => Decode(x, Start(h));
}

/// <summary>From token ids to one answer.</summary>
[Model(Loss = Loss.BinaryCrossentropy)]
[Input(6)]
[Embedding(6, 3)]
[LSTM(4)]
[Dense(1, Activation = Activation.Sigmoid)]
public partial class SentimentModel;

/// <summary>Two tokens a step: a row of the product is no row of the table.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(6)]
[Embedding(6, 2)]
[Reshape(3, 4)]
[LSTM(3)]
[Dense(2)]
public partial class TokenPairsModel;

/// <summary>Gates as wide as a register, whose gradients are stored as parts of one matrix.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Embedding(6, 2)]
[GRU(16, ReturnSequences = true)]
[LSTM(16, Bidirectional = Bidirectional.Sum)]
[Dense(2)]
public partial class WideGatesModel;

/// <summary>A recurrent layer over the words of each sentence, and a method that flattens what it gives for each.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class SentencesModel
{
    [GRU(4, ReturnSequences = true)]
    private partial Tensor<float> Words(Tensor<float> x);

    [Flatten]
    [Dense(3)]
    private partial Tensor<float> Sentence(Tensor<float> words);

    [LSTM(2)]
    private partial Tensor<float> Text(Tensor<float> sentences);

    public Tensor<float> Forward([Shape(5, 3, 2)] Tensor<float> x) => Text(TimeDistributed(Sentence, TimeDistributed(Words, x)));
}

/// <summary>The same over any number of sentences.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class AnySentencesModel
{
    [GRU(4)]
    private partial Tensor<float> Words(Tensor<float> x);

    [LSTM(2)]
    private partial Tensor<float> Text(Tensor<float> sentences);

    public Tensor<float> Forward([Shape(Length.Any, 3, 2, MaxLength = 9)] Tensor<float> x) => Text(TimeDistributed(Words, x));
}

/// <summary>Both ways, over vectors that a layer makes of each step alone.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(3, 2, 2)]
[Dense(4, Activation = Activation.Tanh, TimeDistributed = true)]
[Flatten(TimeDistributed = true)]
[LSTM(3, Bidirectional = Bidirectional.Concat, ReturnSequences = true)]
[GRU(2, Bidirectional = Bidirectional.Sum)]
public partial class BothWaysModel;

/// <summary>The states that one layer ends with are those that another begins with.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class TranslationModel
{
    [LSTM(3)]
    private partial (Tensor<float> last, Tensor<float> h, Tensor<float> c) Encode(Tensor<float> x);

    [LSTM(3, ReturnSequences = true)]
    private partial Tensor<float> Decode(Tensor<float> x, Tensor<float> h, Tensor<float> c);

    [Dense(2)]
    private partial Tensor<float> Words(Tensor<float> x);

    public Tensor<float> Forward([Shape(5, 2)] Tensor<float> question, [Shape(3, 4)] Tensor<float> answer)
    {
        (_, Tensor<float> h, Tensor<float> c) = Encode(question);
        return Words(Decode(answer, h, c));
    }
}

/// <summary>The minimal gated unit (Zhou et al. 2016): one gate that forgets and resets.</summary>
[Cell]
public sealed partial class MinimalGatedUnitAttribute(int units) : CellDefinition
{
    [Weight("x[-1]", "2 * units")]
    private partial Tensor<float> Kernel { get; }

    [Weight("units", "units", Initializer = Initializer.Orthogonal)]
    private partial Tensor<float> Forgetting { get; }

    [Weight("units", "units", Initializer = Initializer.Orthogonal)]
    private partial Tensor<float> Candidates { get; }

    public (Tensor<float> Output, Tensor<float> H) Step(Tensor<float> x, [State("units")] Tensor<float> h)
    {
        Tensor<float> projected = MatMul(x, Kernel);
        Tensor<float> forget = Sigmoid(Slice(projected, 1, 0, units) + MatMul(h, Forgetting));
        Tensor<float> candidate = Tanh(Slice(projected, 1, units, units) + MatMul(forget * h, Candidates));
        Tensor<float> next = ((1 - forget) * h) + (forget * candidate);
        return (next, next);
    }
}

/// <summary>A cell of the user's own both ways, from states and on each step, then several cells in one loop.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class OwnCellsModel
{
    [MinimalGatedUnit(3, ReturnSequences = true, Bidirectional = Bidirectional.Concat)]
    private partial Tensor<float> Read(Tensor<float> x, Tensor<float> h, Tensor<float> g);

    [StackedCells(3, GoBackwards = true)]
    [LSTM(4)]
    [MinimalGatedUnit(2)]
    [GRU(3)]
    private partial Tensor<float> Sum(Tensor<float> x);

    public Tensor<float> Forward([Shape(4, 2)] Tensor<float> x, [Shape(3)] Tensor<float> h) => Sum(Read(x, h, h * 0.5f));
}

/// <summary>A model that stands in another, for one step of a sequence.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(3, 2)]
[Flatten]
[Dense(4, Activation = Activation.Tanh)]
public partial class FrameModel;

/// <summary>A whole model, a layer and a method on each step.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class FramesModel
{
    private partial FrameModel Frame { get; }

    [Dense(3)]
    [BatchNormalization]
    private partial Tensor<float> Look(Tensor<float> x);

    [GRU(2)]
    private partial Tensor<float> Read(Tensor<float> x);

    public Tensor<float> Forward([Shape(5, 3, 2)] Tensor<float> frames) => Read(TimeDistributed(Halved, TimeDistributed(Look, TimeDistributed(Frame.Forward, frames))));

    private static Tensor<float> Halved(Tensor<float> x) => x * 0.5f;
}

/// <summary>A loop over pictures, then one both ways whose outputs stay two.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class PictureSequenceModel
{
    [ConvLSTM2D(3, 2, Strides = [2, 1], ReturnSequences = true)]
    private partial Tensor<float> Look(Tensor<float> pictures);

    [ConvLSTM2D(2, 3, 2, Strides = [1], Padding = Padding.Same, Bidirectional = Bidirectional.None)]
    private partial (Tensor<float> forward, Tensor<float> backward) Both(Tensor<float> pictures);

    public Tensor<float> Forward([Shape(3, 5, 4, 2)] Tensor<float> pictures)
    {
        (Tensor<float> forward, Tensor<float> backward) = Both(Look(pictures));
        return Flatten(forward * backward);
    }
}
