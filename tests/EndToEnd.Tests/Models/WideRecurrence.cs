namespace Compiled.EndToEnd.Tests;

/// <summary>A recurrent layer whose weights are most of it: 1,280,004 parameters, of which every step multiplies by 1,048,576.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(10, 32)]
[LSTM(512)]
[Dense(4)]
public partial class WideRecurrence;
