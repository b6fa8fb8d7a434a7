namespace Compiled.Shaders.Models;

/// <summary>Convolutions and pooling with nothing fused into them, over sizes that leave rests: strides, gaps, groups and paddings.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
[Input(9, 7, 6)]
[Conv2D(10, 3, 2, Strides = [2, 1], Padding = Padding.Same, UseBias = false)]
[MaxPooling2D(3, 2, Strides = [1, 2], Padding = Padding.Same)]
[Conv2D(20, 2, DilationRate = [2, 1], Groups = 5, UseBias = false)]
[AveragePooling2D(2, Strides = [1], Padding = Padding.Same)]
[Conv2D(4, 1, UseBias = false)]
[DepthwiseConv2D(2, DepthMultiplier = 3, UseBias = false)]
[Flatten]
[Dense(3)]
public partial class PlainImages;

/// <summary>The same with biases, activations and slopes fused into the convolutions, and groups wide enough for tiles.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
[Input(8, 9, 4)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[Conv2D(40, 3, Strides = [2], Groups = 2, Activation = Activation.Tanh)]
[MaxPooling2D(2)]
[Conv2DTranspose(7, 3, Strides = [2], Activation = Activation.Sigmoid)]
[UpSampling2D(2)]
[Flatten]
[Dense(3)]
public partial class FusedImages;

/// <summary>Large enough for the largest tiles of a product.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
[Input(40, 9)]
[Dense(1100, Activation = Activation.Tanh)]
[Dense(5)]
[GlobalAveragePooling1D]
public partial class WideProduct;

/// <summary>A product of few elements and a great depth, which many groups share.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
[Input(5001)]
[Dense(7, Activation = Activation.Tanh)]
[Dense(2)]
public partial class DeepProduct;
