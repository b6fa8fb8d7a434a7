namespace Compiled.EndToEnd.Tests;

/// <summary>LeNet as in the first page of the design: 1,256,080 parameters, published test accuracy 0.9906 after 20 epochs.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(28, 28, 1)]
[Conv2D(20, 5, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Conv2D(50, 5, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Flatten]
[Dense(500, Activation = Activation.Relu)]
[Dense(10, Activation = Activation.Softmax)]
public partial class LeNet;
