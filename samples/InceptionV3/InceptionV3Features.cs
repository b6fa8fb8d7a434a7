using System.Numerics.Tensors;
using Compiled;

namespace InceptionV3;

/// <summary>
/// The convolutions of Inception-v3, C. Szegedy et al., "Rethinking the Inception architecture for computer vision" (2015), with the sizes
/// of Keras's implementation: 21,802,784 parameters. Every convolution is followed by a normalization without scale, and a relu.
/// </summary>
[Model]
public partial class InceptionV3Features
{
    public Tensor<float> Forward([Shape(299, 299, 3)] Tensor<float> image)
    {
        Tensor<float> x = Stem(image);
        x = Mixed2(Mixed1(Mixed0(x)));
        x = Mixed7(Mixed6(Mixed5(Mixed4(Mixed3(x)))));
        return Mixed10(Mixed9(Mixed8(x)));
    }

    /// <summary>299 × 299 × 3 to 35 × 35 × 192.</summary>
    [Conv2D(32, 3, Strides = [2], UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(32, 3, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(64, 3, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [MaxPooling2D(3, Strides = [2])]
    [Conv2D(80, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 3, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [MaxPooling2D(3, Strides = [2])]
    private partial Tensor<float> Stem(Tensor<float> x);
}
