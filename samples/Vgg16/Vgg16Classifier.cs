using System.Numerics.Tensors;
using Compiled;

namespace Vgg16;

/// <summary>VGG-16 with its top, which names one of a thousand classes of ImageNet: 138,357,544 parameters.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
public partial class Vgg16Classifier
{
    /// <summary>The part that other tasks take over, as <c>[Frozen]</c> or to be tuned.</summary>
    public partial Vgg16Features Features { get; }

    [Flatten]
    [Dense(4096, Activation = Activation.Relu)]
    [Dropout(0.5)]
    [Dense(4096, Activation = Activation.Relu)]
    [Dropout(0.5)]
    [Dense(1000, Activation = Activation.Softmax)]
    private partial Tensor<float> Top(Tensor<float> x);

    public Tensor<float> Forward([Shape(224, 224, 3)] Tensor<float> image) => Top(Features.Forward(image));
}
