namespace Compiled;

/// <summary>
/// A depthwise convolution over images, (batch, height, width, channels), whose outputs are mixed by a dense layer at each position.
/// Depthwise kernel (height, width, channels, multiplier), pointwise kernel (1, 1, channels · multiplier, filters), bias (filters).
/// </summary>
/// <param name="filters">The size of the last axis of the output; positive.</param>
/// <param name="kernelSize">The window's size: one number for both spatial axes, or one for each.</param>
public sealed class SeparableConv2DAttribute(int filters, params int[] kernelSize) : SeparableConvolutionDefinition(filters, kernelSize);
