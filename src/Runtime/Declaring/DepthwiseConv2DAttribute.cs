namespace Compiled;

/// <summary>
/// A convolution over images, (batch, height, width, channels), that mixes no channels: channel c gives the outputs from c · multiplier on.
/// Depthwise kernel (height, width, channels, multiplier), bias (channels · multiplier).
/// </summary>
/// <param name="kernelSize">The window's size: one number for both spatial axes, or one for each.</param>
public sealed class DepthwiseConv2DAttribute(params int[] kernelSize) : DepthwiseLayerDefinition(kernelSize);
