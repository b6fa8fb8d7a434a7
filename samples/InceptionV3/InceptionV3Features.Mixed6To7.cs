using System.Numerics.Tensors;
using Compiled;
using static Compiled.Ops;

namespace InceptionV3;

/// <content>The other blocks at 17 × 17, with 768 channels.</content>
public partial class InceptionV3Features
{
    [Conv2D(192, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed6Single(Tensor<float> x);

    [Conv2D(160, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(160, 1, 7, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 7, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed6Seven(Tensor<float> x);

    [Conv2D(160, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(160, 7, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(160, 1, 7, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(160, 7, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 1, 7, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed6Double(Tensor<float> x);

    [AveragePooling2D(3, Strides = [1], Padding = Padding.Same)]
    [Conv2D(192, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed6Pool(Tensor<float> x);

    private Tensor<float> Mixed6(Tensor<float> x) => Concatenate(Mixed6Single(x), Mixed6Seven(x), Mixed6Double(x), Mixed6Pool(x));

    [Conv2D(192, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed7Single(Tensor<float> x);

    [Conv2D(192, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 1, 7, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 7, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed7Seven(Tensor<float> x);

    [Conv2D(192, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 7, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 1, 7, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 7, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 1, 7, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed7Double(Tensor<float> x);

    [AveragePooling2D(3, Strides = [1], Padding = Padding.Same)]
    [Conv2D(192, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed7Pool(Tensor<float> x);

    private Tensor<float> Mixed7(Tensor<float> x) => Concatenate(Mixed7Single(x), Mixed7Seven(x), Mixed7Double(x), Mixed7Pool(x));
}
