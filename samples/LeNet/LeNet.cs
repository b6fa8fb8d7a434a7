using Compiled;

namespace LeNetSample;

/// <summary>
/// A convolutional network in the manner of LeNet-5 (Y. LeCun et al., "Gradient-based learning applied to document recognition", 1998),
/// with relu and maximum pooling: 1,256,080 parameters.
/// </summary>
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
