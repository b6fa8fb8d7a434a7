using System.Numerics.Tensors;

namespace Compiled.EndToEnd.Tests;

/// <summary>Ends in global average pooling, for which the weights of the class activation map are known: the last kernel's column of the class.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Inspection = true)]
[Input(6, 5, 2)]
[Dropout(0.5, Name = "noise")]
[Conv2D(3, 3, Activation = Activation.Tanh, Name = "conv1")]
[Conv2D(4, 2, Activation = Activation.Tanh, Name = "conv2")]
[GlobalAveragePooling2D]
[Dense(3, Activation = Activation.Softmax, Name = "classes")]
public partial class InspectedModel;

/// <summary>Two classes in one number, as a network for cats and dogs has them.</summary>
[Model(Loss = Loss.BinaryCrossentropy, Inspection = true)]
[Input(6, 5, 2)]
[Conv2D(4, 3, Activation = Activation.Tanh, Name = "conv")]
[GlobalAveragePooling2D]
[Dense(1, Activation = Activation.Sigmoid, Name = "probability")]
public partial class InspectedPair;

/// <summary>The same with logits.</summary>
[Model(Loss = Loss.BinaryCrossentropyFromLogits, Inspection = true)]
[Input(6, 5, 2)]
[Conv2D(4, 3, Activation = Activation.Tanh, Name = "conv")]
[GlobalAveragePooling2D]
[Dense(1, Name = "logit")]
public partial class InspectedLogit;

/// <summary>The first convolution of <see cref="InspectedModel"/>.</summary>
[Model]
[Input(6, 5, 2)]
[Conv2D(3, 3, Activation = Activation.Tanh)]
public partial class InspectedHead;

/// <summary>What follows the first convolution of <see cref="InspectedModel"/>, up to the logits.</summary>
[Model]
[Input(4, 3, 3)]
[Conv2D(4, 2, Activation = Activation.Tanh)]
[GlobalAveragePooling2D]
[Dense(3)]
public partial class InspectedTail;

/// <summary>Two inputs, two outputs, and a layer that is called twice.</summary>
[Model(Inspection = true)]
public partial class InspectedGraph
{
    [Dense(3, Activation = Activation.Relu)] private partial Tensor<float> Shared(Tensor<float> x);

    [Dense(2)] private partial Tensor<float> First(Tensor<float> x);

    [Dense(1)] private partial Tensor<float> Second(Tensor<float> x);

    public (Tensor<float> One, Tensor<float> Two) Forward([Shape(2)] Tensor<float> left, [Shape(2)] Tensor<float> right)
        => (First(Shared(left)), Second(Shared(right)));
}
