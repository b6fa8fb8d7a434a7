namespace Compiled.EndToEnd.Tests;

// Classifiers that train on a sample of their classes.

[Model(Loss = Loss.SparseCategoricalCrossentropy)]
[Input(4)]
[Dense(32, Activation = Activation.Tanh)]
[SampledSoftmax(30, Negatives = 6)]
public partial class SampledSoftmaxModel;

/// <summary>A class for each step, with a metric, for which training predicts all classes.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(3)]
[Embedding(6, 4)]
[NoiseContrastiveEstimation(20, Negatives = 5, UseBias = false)]
public partial class ContrastiveModel;
