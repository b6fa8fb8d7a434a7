using System.Numerics.Tensors;
using Compiled;
using static Compiled.Ops;

namespace InceptionV3;

/// <content>From 35 × 35 to 17 × 17, and the first blocks there, whose 7 × 7 windows are cut into 1 × 7 and 7 × 1.</content>
public partial class InceptionV3Features
{
    [Conv2D(384, 3, Strides = [2], UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed3Three(Tensor<float> x);

    [Conv2D(64, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(96, 3, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(96, 3, Strides = [2], UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed3Double(Tensor<float> x);

    [MaxPooling2D(3, Strides = [2])]
    private partial Tensor<float> Mixed3Pool(Tensor<float> x);

    private Tensor<float> Mixed3(Tensor<float> x) => Concatenate(Mixed3Three(x), Mixed3Double(x), Mixed3Pool(x));

    [Conv2D(192, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed4Single(Tensor<float> x);

    [Conv2D(128, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(128, 1, 7, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 7, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed4Seven(Tensor<float> x);

    [Conv2D(128, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(128, 7, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(128, 1, 7, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(128, 7, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 1, 7, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed4Double(Tensor<float> x);

    [AveragePooling2D(3, Strides = [1], Padding = Padding.Same)]
    [Conv2D(192, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed4Pool(Tensor<float> x);

    private Tensor<float> Mixed4(Tensor<float> x) => Concatenate(Mixed4Single(x), Mixed4Seven(x), Mixed4Double(x), Mixed4Pool(x));

    [Conv2D(192, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed5Single(Tensor<float> x);

    [Conv2D(160, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(160, 1, 7, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 7, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed5Seven(Tensor<float> x);

    [Conv2D(160, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(160, 7, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(160, 1, 7, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(160, 7, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 1, 7, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed5Double(Tensor<float> x);

    [AveragePooling2D(3, Strides = [1], Padding = Padding.Same)]
    [Conv2D(192, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed5Pool(Tensor<float> x);

    private Tensor<float> Mixed5(Tensor<float> x) => Concatenate(Mixed5Single(x), Mixed5Seven(x), Mixed5Double(x), Mixed5Pool(x));
}
