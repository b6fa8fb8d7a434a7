using System.Numerics.Tensors;
using Compiled;

namespace InceptionV3;

/// <summary>Inception-v3 with its top, which names one of a thousand classes of ImageNet: 23,851,784 parameters.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
public partial class InceptionV3Classifier
{
    /// <summary>The part that other tasks take over, as <c>[Frozen]</c> or to be tuned.</summary>
    public partial InceptionV3Features Features { get; }

    [GlobalAveragePooling2D]
    [Dense(1000, Activation = Activation.Softmax)]
    private partial Tensor<float> Top(Tensor<float> x);

    public Tensor<float> Forward([Shape(299, 299, 3)] Tensor<float> image) => Top(Features.Forward(image));
}
