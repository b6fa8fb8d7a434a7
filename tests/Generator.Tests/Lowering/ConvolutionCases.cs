namespace Compiled.Generator.Tests.Lowering;

/// <summary>Layers over spatial axes: sizes of one sample, and the layer.</summary>
internal static class ConvolutionCases
{
    public static IReadOnlyList<(string Name, string Shape, string Layer)> All { get; } =
    [
        .. Each("Conv1D", "7, 3", "4, 3", "4, 2, Padding = Padding.Same, Strides = [2]", "4, 2, Padding = Padding.Causal, DilationRate = [2]", "6, 3, Groups = 3, UseBias = false"),
        .. Each("Conv2D", "5, 4, 2", "3, 3, Activation = Activation.Tanh", "4, 3, 2, Padding = Padding.Same, Strides = [2, 1]", "4, 2, DilationRate = [2, 1], Groups = 2, KernelL2 = 0.1, ActivityL1 = 0.1"),
        .. Each("Conv3D", "3, 4, 2, 2", "2, 2", "2, 2, 3, 1, Padding = Padding.Same, Strides = [2, 2, 1], Groups = 2"),
        .. Each("Conv1DTranspose", "4, 2", "3, 3", "3, 2, Strides = [3]", "3, 3, Strides = [2], Padding = Padding.Same, OutputPadding = [1]"),
        .. Each("Conv2DTranspose", "3, 2, 2", "3, 3", "2, 3, Strides = [2], Padding = Padding.Same, Activation = Activation.Sigmoid", "2, 2, 3, Strides = [1, 2], DilationRate = [2, 1]"),
        .. Each("Conv3DTranspose", "2, 2, 1, 2", "2, 2", "1, 3, Strides = [2], Padding = Padding.Same"),
        .. Each("MaxPooling1D", "5, 3", "", "3, Strides = [1], Padding = Padding.Same"),
        .. Each("MaxPooling2D", "5, 4, 2", "2", "3, 2, Strides = [2, 1], Padding = Padding.Same"),
        .. Each("MaxPooling3D", "3, 4, 2, 2", "", "2, 3, 1, Strides = [1]"),
        .. Each("AveragePooling1D", "5, 3", "", "3, Strides = [1], Padding = Padding.Same"),
        .. Each("AveragePooling2D", "5, 4, 2", "2", "3, 2, Strides = [2, 1], Padding = Padding.Same"),
        .. Each("AveragePooling3D", "3, 4, 2, 2", "", "2, 3, 1, Strides = [1], Padding = Padding.Same"),
        .. Each("GlobalMaxPooling1D", "5, 3", "", "KeepDims = true"),
        .. Each("GlobalMaxPooling2D", "3, 4, 2", "", "KeepDims = true"),
        .. Each("GlobalMaxPooling3D", "3, 2, 2, 2", ""),
        .. Each("GlobalAveragePooling1D", "5, 3", "", "KeepDims = true"),
        .. Each("GlobalAveragePooling2D", "3, 4, 2", "", "KeepDims = true"),
        .. Each("GlobalAveragePooling3D", "3, 2, 2, 2", ""),
        .. Each("DepthwiseConv1D", "5, 2", "3, Padding = Padding.Causal", "2, DepthMultiplier = 3, Strides = [2], DepthwiseL2 = 0.1"),
        .. Each("DepthwiseConv2D", "4, 5, 2", "3", "2, 3, DepthMultiplier = 2, Padding = Padding.Same, Strides = [2, 1], Activation = Activation.Tanh"),
        .. Each("SeparableConv1D", "5, 2", "3, 2, DilationRate = [2], UseBias = false"),
        .. Each("SeparableConv2D", "4, 5, 2", "3, 2, DepthMultiplier = 2, Padding = Padding.Same, PointwiseL1 = 0.1"),
        .. Each("LocallyConnected1D", "6, 2", "3, 2", "2, 3, Strides = [2], Activation = Activation.Tanh"),
        .. Each("LocallyConnected2D", "4, 5, 2", "2, 2, Strides = [2]", "2, 3, 2, UseBias = false"),
        .. Each("UpSampling1D", "3, 2", "", "3", "3, Interpolation = Interpolation.Bilinear"),
        .. Each("UpSampling2D", "3, 2, 2", "", "2, 3, Interpolation = Interpolation.Bilinear"),
        .. Each("UpSampling3D", "2, 1, 2, 2", "2, 3, 1", "2, 1, 3, Interpolation = Interpolation.Bilinear"),
        .. Each("ZeroPadding1D", "3, 2", "", "0, 2"),
        .. Each("ZeroPadding2D", "3, 2, 2", "1, 2", "1, 0, 2, 3"),
        .. Each("ZeroPadding3D", "2, 1, 2, 2", "1"),
        .. Each("Cropping1D", "5, 2", "", "0, 2"),
        .. Each("Cropping2D", "5, 6, 2", "", "1, 2", "1, 0, 2, 3"),
        .. Each("Cropping3D", "3, 4, 3, 2", ""),
        .. Each("SpatialDropout1D", "3, 4", "0.4"),
        .. Each("SpatialDropout2D", "3, 2, 4", "0.4"),
        .. Each("SpatialDropout3D", "2, 2, 2, 4", "0.4"),
        .. Each("Resizing", "3, 5, 2", "4, 4", "2, 7, Interpolation = Interpolation.Nearest", "6, 3, CropToAspectRatio = true"),
        .. Each("Rescaling", "3, 2", "0.5", "2, -1"),
        .. Each("CenterCrop", "4, 5, 2", "3, 2", "3, 7"),
        .. Each("BatchNormalization", "3, 2, 4", "", "Axis = 1"),
    ];

    private static IEnumerable<(string Name, string Shape, string Layer)> Each(string kind, string shape, params string[] arguments) =>
        arguments.Select(a => ($"{kind}({a})", shape, a.Length == 0 ? $"[{kind}]" : $"[{kind}({a})]"));
}
