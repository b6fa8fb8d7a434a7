using Compiled;

namespace DataStarvation;

/// <summary>
/// A digit from a weighted sum of its pixels, without a hidden layer: 7,850 parameters. The published comparison holds LeNet
/// against this one, the first of its dense networks.
/// </summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(28, 28, 1)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
public partial class SoftmaxRegression;
