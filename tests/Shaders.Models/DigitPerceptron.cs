namespace Compiled.Shaders.Models;

/// <summary>The network of <c>samples/Digits</c>.</summary>
[Model(Gpu = true, Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(28, 28)]
[Flatten]
[Dense(128, Activation = Activation.Relu)]
[Dropout(0.3)]
[Dense(128, Activation = Activation.Relu)]
[Dropout(0.3)]
[Dense(10, Activation = Activation.Softmax)]
public partial class DigitPerceptron;
