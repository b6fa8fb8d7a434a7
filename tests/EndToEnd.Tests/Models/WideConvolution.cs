namespace Compiled.EndToEnd.Tests;

/// <summary>One large convolution and nothing beside it, so that what its kernels work in is much of the whole: 2,359,808 parameters.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(14, 14, 512)]
[Conv2D(512, 3, Padding = Padding.Same)]
public partial class WideConvolution;
