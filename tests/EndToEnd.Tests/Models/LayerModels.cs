namespace Compiled.EndToEnd.Tests;

// Each layer that keeps its input's shape, between two dense layers: gradients go through it and into it.

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[Activation(Activation.Softplus)]
[Dense(2)]
public partial class ActivationModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[Dropout(0.4)]
[Dense(2)]
public partial class DropoutModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[BatchNormalization]
[Dense(2)]
public partial class BatchNormalizationModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[LayerNormalization]
[Dense(2)]
public partial class LayerNormalizationModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[GaussianNoise(0.3)]
[Dense(2)]
public partial class GaussianNoiseModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[GaussianDropout(0.3)]
[Dense(2)]
public partial class GaussianDropoutModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[AlphaDropout(0.3)]
[Dense(2)]
public partial class AlphaDropoutModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[LeakyReLU]
[Dense(2)]
public partial class LeakyReLUModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[PReLU]
[Dense(2)]
public partial class PReLUModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[ELU]
[Dense(2)]
public partial class ELUModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[ThresholdedReLU(0.2)]
[Dense(2)]
public partial class ThresholdedReLUModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[ActivityRegularization(L1 = 0.02, L2 = 0.03)]
[Dense(2)]
public partial class ActivityRegularizationModel;
