namespace Compiled;

/// <summary>
/// A convolution over sequences, (batch, steps, channels), that mixes no channels: channel c gives the outputs from c · multiplier on.
/// Depthwise kernel (size, channels, multiplier), bias (channels · multiplier).
/// </summary>
/// <param name="kernelSize">The window's size.</param>
public sealed class DepthwiseConv1DAttribute(int kernelSize) : DepthwiseLayerDefinition([kernelSize]);
