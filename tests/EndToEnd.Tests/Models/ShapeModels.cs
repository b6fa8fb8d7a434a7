namespace Compiled.EndToEnd.Tests;

// Layers that change the shape.

[Model(Loss = Loss.MeanSquaredError)]
[Input(5)]
[Dense(8, Activation = Activation.Tanh)]
[Dense(3)]
public partial class DenseModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(2, 3)]
[Dense(4, Activation = Activation.Tanh)]
[Flatten]
[Dense(2)]
public partial class FlattenModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[Reshape(2, 3)]
[Dense(2)]
public partial class ReshapeModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(2, 3)]
[Dense(4, Activation = Activation.Tanh)]
[Permute(2, 1)]
[Dense(3)]
public partial class PermuteModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Dense(3, Activation = Activation.Tanh)]
[RepeatVector(4)]
[Dense(2)]
public partial class RepeatVectorModel;
