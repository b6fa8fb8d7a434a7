using System.Numerics.Tensors;
using Compiled;
using static Compiled.Ops;

namespace InceptionV3;

/// <content>The blocks at 35 × 35: branches of one, two and three convolutions, and a pooled one; 256 channels, then 288 twice.</content>
public partial class InceptionV3Features
{
    [Conv2D(64, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed0Single(Tensor<float> x);

    [Conv2D(48, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(64, 5, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed0Five(Tensor<float> x);

    [Conv2D(64, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(96, 3, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(96, 3, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed0Double(Tensor<float> x);

    [AveragePooling2D(3, Strides = [1], Padding = Padding.Same)]
    [Conv2D(32, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed0Pool(Tensor<float> x);

    private Tensor<float> Mixed0(Tensor<float> x) => Concatenate(Mixed0Single(x), Mixed0Five(x), Mixed0Double(x), Mixed0Pool(x));

    [Conv2D(64, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed1Single(Tensor<float> x);

    [Conv2D(48, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(64, 5, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed1Five(Tensor<float> x);

    [Conv2D(64, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(96, 3, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(96, 3, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed1Double(Tensor<float> x);

    [AveragePooling2D(3, Strides = [1], Padding = Padding.Same)]
    [Conv2D(64, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed1Pool(Tensor<float> x);

    private Tensor<float> Mixed1(Tensor<float> x) => Concatenate(Mixed1Single(x), Mixed1Five(x), Mixed1Double(x), Mixed1Pool(x));

    [Conv2D(64, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed2Single(Tensor<float> x);

    [Conv2D(48, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(64, 5, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed2Five(Tensor<float> x);

    [Conv2D(64, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(96, 3, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(96, 3, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed2Double(Tensor<float> x);

    [AveragePooling2D(3, Strides = [1], Padding = Padding.Same)]
    [Conv2D(64, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed2Pool(Tensor<float> x);

    private Tensor<float> Mixed2(Tensor<float> x) => Concatenate(Mixed2Single(x), Mixed2Five(x), Mixed2Double(x), Mixed2Pool(x));
}
