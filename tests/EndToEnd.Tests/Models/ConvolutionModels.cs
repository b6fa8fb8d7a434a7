using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.EndToEnd.Tests;

// Layers over one, two and three spatial axes.

[Model(Loss = Loss.MeanSquaredError)]
[Input(9, 3)]
[Conv1D(6, 3, Padding = Padding.Causal, DilationRate = [2], Activation = Activation.Tanh)]
[MaxPooling1D(3, Strides = [2], Padding = Padding.Same)]
[Conv1D(6, 2, Groups = 3, Activation = Activation.Sigmoid)]
[Conv1DTranspose(4, 3, Strides = [2])]
[GlobalAveragePooling1D]
[Dense(2)]
public partial class SequenceConvolutionModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(2, 9, 7, ChannelsFirst = true)]
[Conv2D(8, 3, Padding = Padding.Same, Activation = Activation.Softplus)]
[AveragePooling2D(2)]
[Conv2D(8, 1, Activation = Activation.Tanh)]
[Conv2D(6, 3, 2, Strides = [2, 1], Padding = Padding.Same, Groups = 2)]
[BatchNormalization]
[MaxPooling2D(2, 3, Strides = [1, 2])]
[Flatten]
[Dense(3)]
public partial class ImageConvolutionModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4, 5, 3, 2)]
[Conv3D(4, 2, Activation = Activation.Tanh)]
[Conv3DTranspose(3, 3, 2, 1, Strides = [2, 1, 1], Padding = Padding.Same)]
[AveragePooling3D(3, 2, 1, Strides = [2], Padding = Padding.Same)]
[MaxPooling3D(2, 1, 1)]
[Flatten]
[Dense(2)]
public partial class VolumeConvolutionModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4, 5, 2)]
[Rescaling(2, -1)]
[ZeroPadding2D(1, 0, 0, 2)]
[SeparableConv2D(4, 3, DepthMultiplier = 2, Activation = Activation.Tanh)]
[UpSampling2D(2, Interpolation = Interpolation.Bilinear)]
[Cropping2D(1, 2)]
[SpatialDropout2D(0.2)]
[LocallyConnected2D(3, 2, Activation = Activation.Tanh)]
[Resizing(2, 2)]
[GlobalAveragePooling2D]
[Dense(2)]
public partial class ConnectedLocallyModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(8, 3)]
[ZeroPadding1D(1, 2)]
[DepthwiseConv1D(3, DepthMultiplier = 2, Activation = Activation.Tanh)]
[SeparableConv1D(4, 2)]
[UpSampling1D(2)]
[Cropping1D(1, 2)]
[SpatialDropout1D(0.2)]
[AveragePooling1D(2)]
[LocallyConnected1D(3, 2, Activation = Activation.Tanh)]
[GlobalMaxPooling1D]
[Dense(2)]
public partial class SequenceLayersModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(6, 7, 2)]
[CenterCrop(5, 6)]
[DepthwiseConv2D(3, DepthMultiplier = 2, Activation = Activation.Tanh)]
[Conv2DTranspose(3, 2, Strides = [2], Activation = Activation.Tanh)]
[AveragePooling2D(2)]
[Flatten]
[Dense(2)]
public partial class ImageLayersModel;

[Model(Loss = Loss.MeanSquaredError)]
public partial class VolumeLayersModel
{
    [ZeroPadding3D(1, 0, 1)]
    [Conv3D(3, 2, Activation = Activation.Tanh)]
    [UpSampling3D(1, 2, 1)]
    [Cropping3D(1, 1, 0)]
    [SpatialDropout3D(0.2)]
    private partial Tensor<float> Features(Tensor<float> x);

    [GlobalMaxPooling3D] private partial Tensor<float> Largest(Tensor<float> x);
    [GlobalAveragePooling3D] private partial Tensor<float> Mean(Tensor<float> x);
    [Dense(2)] private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3, 4, 3, 2)] Tensor<float> x)
    {
        Tensor<float> features = Features(x);
        return Output(Concatenate(Largest(features), Mean(features)));
    }
}

[Model(Loss = Loss.MeanSquaredError)]
public partial class ResidualModel
{
    [Conv2D(4, 3, Padding = Padding.Same)] private partial Tensor<float> First(Tensor<float> x);
    [BatchNormalization] private partial Tensor<float> Normal(Tensor<float> x);
    [Conv2D(4, 3, Padding = Padding.Same)] private partial Tensor<float> Second(Tensor<float> x);
    [Conv2D(4, 1)] private partial Tensor<float> Shortcut(Tensor<float> x);
    [GlobalMaxPooling2D] private partial Tensor<float> Largest(Tensor<float> x);
    [Dense(2)] private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(5, 6, 3)] Tensor<float> x)
        => Output(Largest(Tanh(Second(Relu(Normal(First(x)))) + Shortcut(x))));
}
