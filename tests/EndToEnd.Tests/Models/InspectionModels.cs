using System.Numerics.Tensors;
using static Compiled.Ops;

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

/// <summary>Holds a model with a layer of its own behind it.</summary>
[Model]
public partial class InspectedFeatures
{
    private partial InspectedHead Head { get; }

    [Conv2D(4, 2, Activation = Activation.Tanh, Name = "conv2")]
    private partial Tensor<float> Last(Tensor<float> x);

    public Tensor<float> Forward([Shape(6, 5, 2)] Tensor<float> x) => Last(Head.Forward(x));
}

/// <summary><see cref="InspectedModel"/> of parts inside each other; the parts are called twice.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Inspection = true)]
public partial class InspectedParts
{
    private partial InspectedFeatures Features { get; }

    [GlobalAveragePooling2D]
    [Dense(3, Activation = Activation.Softmax, Name = "classes")]
    private partial Tensor<float> Top(Tensor<float> x);

    public Tensor<float> Forward([Shape(6, 5, 2)] Tensor<float> x) => Top(Features.Forward(x) + (0 * Features.Forward(-x)));
}

/// <summary>Makes pictures larger, by itself and as a part.</summary>
[Model]
[Input(4, 4, 3)]
[Conv2DTranspose(2, 3, Strides = [2], Name = "up")]
public partial class InspectedLarger;

/// <summary><see cref="InspectedLarger"/> inside.</summary>
[Model]
public partial class InspectedLargerPart
{
    public partial InspectedLarger Larger { get; }

    public Tensor<float> Forward([Shape(4, 4, 3)] Tensor<float> x) => Larger.Forward(x);
}

/// <summary>A filter for each channel, by itself and as a part.</summary>
[Model]
[Input(4, 4, 3)]
[DepthwiseConv2D(3, Name = "deep")]
public partial class InspectedDeep;

/// <summary><see cref="InspectedDeep"/> inside.</summary>
[Model]
public partial class InspectedDeepPart
{
    public partial InspectedDeep Inner { get; }

    public Tensor<float> Forward([Shape(4, 4, 3)] Tensor<float> x) => Inner.Forward(x);
}

/// <summary>Looks at each of four pictures of a sequence by a model and a layer that know of one.</summary>
[Model(Loss = Loss.MeanSquaredError, Inspection = true)]
public partial class InspectedSteps
{
    private partial InspectedHead Head { get; }

    [GlobalAveragePooling2D(Name = "mean")] private partial Tensor<float> Mean(Tensor<float> x);

    [GRU(2, Name = "gru")] private partial Tensor<float> Read(Tensor<float> x);

    public Tensor<float> Forward([Shape(4, 6, 5, 2)] Tensor<float> x) => Read(TimeDistributed(Mean, TimeDistributed(Head.Forward, x)));
}
