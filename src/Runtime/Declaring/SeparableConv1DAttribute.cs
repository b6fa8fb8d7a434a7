namespace Compiled;

/// <summary>
/// A depthwise convolution over sequences, (batch, steps, channels), whose outputs are mixed by a dense layer at each position.
/// Depthwise kernel (size, channels, multiplier), pointwise kernel (1, channels · multiplier, filters), bias (filters).
/// </summary>
/// <param name="filters">The size of the last axis of the output; positive.</param>
/// <param name="kernelSize">The window's size.</param>
public sealed class SeparableConv1DAttribute(int filters, int kernelSize) : SeparableConvolutionDefinition(filters, [kernelSize]);
