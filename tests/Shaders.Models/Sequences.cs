namespace Compiled.Shaders.Models;

/// <summary>A classifier of token sequences.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(7)]
[Embedding(50, 9)]
[Dropout(0.2)]
[LSTM(13)]
[Dense(3, Activation = Activation.Softmax)]
public partial class LstmClassifier;

/// <summary>Each kind of recurrent layer, on the steps of the one before.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
[Input(5, 3)]
[SimpleRNN(6, ReturnSequences = true)]
[GRU(5, ReturnSequences = true, GoBackwards = true)]
[LSTM(7)]
[Dense(2)]
public partial class Recurrences;
