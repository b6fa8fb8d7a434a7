using System.Numerics.Tensors;

namespace Compiled.EndToEnd.Tests;

/// <summary>Layers that go on where the batch before ended.</summary>
[Model(Loss = Loss.MeanSquaredError, Inspection = true)]
[Input(5, 3)]
[LSTM(4, ReturnSequences = true, Stateful = true)]
[GRU(3, Stateful = true)]
[Dense(2)]
public partial class StatefulModel;

/// <summary>The same without memory, over windows of twice the length.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(10, 3)]
[LSTM(4, ReturnSequences = true)]
[GRU(3)]
[Dense(2)]
public partial class ForgetfulModel;

/// <summary>The same with its states as inputs and outputs.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class OpenStatesModel
{
    [LSTM(4, ReturnSequences = true)]
    private partial (Tensor<float> All, Tensor<float> H, Tensor<float> C) Lstm(Tensor<float> x, Tensor<float> h, Tensor<float> c);

    [GRU(3)]
    private partial (Tensor<float> Last, Tensor<float> H) Gru(Tensor<float> x, Tensor<float> h);

    [Dense(2)]
    private partial Tensor<float> Dense(Tensor<float> x);

    public Tensor<float> Forward([Shape(5, 3)] Tensor<float> x, [Shape(4)] Tensor<float> h, [Shape(4)] Tensor<float> c, [Shape(3)] Tensor<float> state) =>
        Dense(Gru(Lstm(x, h, c).All, state).Last);
}

/// <summary>Reads a long sequence in windows of ten steps, with an answer for each.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(10, 2)]
[LSTM(6, ReturnSequences = true, Stateful = true)]
[Dense(1)]
public partial class WindowReader;

/// <summary>The same with windows of twice the length.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(20, 2)]
[LSTM(6, ReturnSequences = true, Stateful = true)]
[Dense(1)]
public partial class LongWindowReader;

/// <summary>States of both directions, of each step of a sequence of sequences, and of a layer that reads backwards.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class ManyStatesModel
{
    [SimpleRNN(2, Bidirectional = Bidirectional.Concat, Stateful = true, TimeDistributed = true)]
    private partial Tensor<float> Each(Tensor<float> x);

    [GRU(3, Stateful = true, GoBackwards = true, ReturnSequences = true)]
    private partial Tensor<float> Back(Tensor<float> x);

    [Dense(3)]
    private partial Tensor<float> Narrow(Tensor<float> x);

    public Tensor<float> Forward([Shape(3, 2, 2)] Tensor<float> x) => Back(Narrow(Each(x)));
}

/// <summary>A layer that goes on, within a batch, from where its first call ended.</summary>
[Model]
public partial class CalledTwiceModel
{
    [SimpleRNN(3, Stateful = true, ReturnSequences = true)]
    private partial Tensor<float> Read(Tensor<float> x);

    public Tensor<float> Forward([Shape(2, 3)] Tensor<float> x) => Read(Read(x));
}

/// <summary>A cell of the user's own, then several cells in one loop, each with its states.</summary>
[Model]
public partial class StatefulCellsModel
{
    [MinimalGatedUnit(3, Stateful = true, ReturnSequences = true)]
    private partial Tensor<float> Gate(Tensor<float> x);

    [StackedCells(2, Stateful = true)]
    [LSTM(4)]
    [GRU(2)]
    private partial Tensor<float> Stack(Tensor<float> x);

    public Tensor<float> Forward([Shape(2, 3)] Tensor<float> x) => Stack(Gate(x));
}
