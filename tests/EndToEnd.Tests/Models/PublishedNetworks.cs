namespace Compiled.EndToEnd.Tests;

/// <summary>Softmax regression on MNIST: 7,850 parameters.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(784)]
[Dense(10, Activation = Activation.Softmax)]
public partial class SoftmaxRegression;

/// <summary>784-128-128-10 with dropout: 118,282 parameters, published test accuracy 0.9793.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(28, 28)]
[Flatten]
[Dense(128, Activation = Activation.Relu)]
[Dropout(0.3)]
[Dense(128, Activation = Activation.Relu)]
[Dropout(0.3)]
[Dense(10, Activation = Activation.Softmax)]
public partial class TwoHiddenLayers;

/// <summary>784-512-512-10 with dropout: 669,706 parameters.</summary>
[Model(Loss = Loss.CategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(784)]
[Dense(512, Activation = Activation.Relu)]
[Dropout(0.2)]
[Dense(512, Activation = Activation.Relu)]
[Dropout(0.2)]
[Dense(10, Activation = Activation.Softmax)]
public partial class WideHiddenLayers;

/// <summary>784-300-100-10 for Fashion MNIST: 266,610 parameters.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(28, 28)]
[Flatten]
[Dense(300, Activation = Activation.Relu)]
[Dense(100, Activation = Activation.Relu)]
[Dense(10, Activation = Activation.Softmax)]
public partial class FashionNetwork;
