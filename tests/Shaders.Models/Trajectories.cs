namespace Compiled.Shaders.Models;

/// <summary>The network of <c>samples/LeNet</c>.</summary>
[Model(Gpu = true, Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(28, 28, 1)]
[Conv2D(20, 5, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Conv2D(50, 5, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Flatten]
[Dense(500, Activation = Activation.Relu)]
[Dense(10, Activation = Activation.Softmax)]
public partial class DigitLeNet;

/// <summary>A classifier of sequences: the rows of a picture, one after the other.</summary>
[Model(Gpu = true, Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(28, 28)]
[LSTM(24)]
[Dense(10, Activation = Activation.Softmax)]
public partial class DigitLstm;
