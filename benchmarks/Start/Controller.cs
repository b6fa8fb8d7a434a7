namespace Compiled.Start;

/// <summary>W7 of the benchmarks: the size of networks in games.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(32)]
[Dense(64, Activation = Activation.Tanh)]
[Dense(64, Activation = Activation.Tanh)]
[Dense(8)]
internal partial class Controller;
