using Compiled;

namespace Gpu;

/// <summary>The network of the first page: 1,256,080 parameters.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy)]
[Input(28, 28, 1)]
[Conv2D(20, 5, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Conv2D(50, 5, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Flatten]
[Dense(500, Activation = Activation.Relu)]
[Dense(10, Activation = Activation.Softmax)]
public partial class LeNet;

/// <summary>Four convolutions over pictures of 32 × 32, without dropout, so that both sides compute the same.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy)]
[Input(32, 32, 3)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[Conv2D(64, 3, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Flatten]
[Dense(512, Activation = Activation.Relu)]
[Dense(10, Activation = Activation.Softmax)]
public partial class Cifar;

/// <summary>A recurrent layer of 128 units over 100 steps of 64 values.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy)]
[Input(100, 64)]
[LSTM(128)]
[Dense(10, Activation = Activation.Softmax)]
public partial class Lstm128;
