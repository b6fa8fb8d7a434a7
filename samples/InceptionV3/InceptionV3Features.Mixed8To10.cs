using System.Numerics.Tensors;
using Compiled;
using static Compiled.Ops;

namespace InceptionV3;

/// <content>From 17 × 17 to 8 × 8, and the blocks there, whose 3 × 3 windows are cut into 1 × 3 and 3 × 1 side by side: 2048 channels.</content>
public partial class InceptionV3Features
{
    [Conv2D(192, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(320, 3, Strides = [2], UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed8Three(Tensor<float> x);

    [Conv2D(192, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 1, 7, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 7, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(192, 3, Strides = [2], UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed8Seven(Tensor<float> x);

    [MaxPooling2D(3, Strides = [2])]
    private partial Tensor<float> Mixed8Pool(Tensor<float> x);

    private Tensor<float> Mixed8(Tensor<float> x) => Concatenate(Mixed8Three(x), Mixed8Seven(x), Mixed8Pool(x));

    [Conv2D(320, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed9Single(Tensor<float> x);

    [Conv2D(384, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed9Three(Tensor<float> x);

    [Conv2D(384, 1, 3, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed9ThreeWide(Tensor<float> x);

    [Conv2D(384, 3, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed9ThreeHigh(Tensor<float> x);

    [Conv2D(448, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(384, 3, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed9Double(Tensor<float> x);

    [Conv2D(384, 1, 3, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed9DoubleWide(Tensor<float> x);

    [Conv2D(384, 3, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed9DoubleHigh(Tensor<float> x);

    [AveragePooling2D(3, Strides = [1], Padding = Padding.Same)]
    [Conv2D(192, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed9Pool(Tensor<float> x);

    private Tensor<float> Mixed9(Tensor<float> x)
    {
        Tensor<float> three = Mixed9Three(x), twice = Mixed9Double(x);
        return Concatenate(Mixed9Single(x), Mixed9ThreeWide(three), Mixed9ThreeHigh(three), Mixed9DoubleWide(twice), Mixed9DoubleHigh(twice), Mixed9Pool(x));
    }

    [Conv2D(320, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed10Single(Tensor<float> x);

    [Conv2D(384, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed10Three(Tensor<float> x);

    [Conv2D(384, 1, 3, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed10ThreeWide(Tensor<float> x);

    [Conv2D(384, 3, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed10ThreeHigh(Tensor<float> x);

    [Conv2D(448, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    [Conv2D(384, 3, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed10Double(Tensor<float> x);

    [Conv2D(384, 1, 3, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed10DoubleWide(Tensor<float> x);

    [Conv2D(384, 3, 1, Padding = Padding.Same, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed10DoubleHigh(Tensor<float> x);

    [AveragePooling2D(3, Strides = [1], Padding = Padding.Same)]
    [Conv2D(192, 1, UseBias = false), BatchNormalization(Scale = false), Activation(Activation.Relu)]
    private partial Tensor<float> Mixed10Pool(Tensor<float> x);

    private Tensor<float> Mixed10(Tensor<float> x)
    {
        Tensor<float> three = Mixed10Three(x), twice = Mixed10Double(x);
        return Concatenate(Mixed10Single(x), Mixed10ThreeWide(three), Mixed10ThreeHigh(three), Mixed10DoubleWide(twice), Mixed10DoubleHigh(twice), Mixed10Pool(x));
    }
}
