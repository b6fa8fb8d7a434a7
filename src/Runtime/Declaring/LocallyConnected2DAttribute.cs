namespace Compiled;

/// <summary>
/// A convolution over images, (batch, height, width, channels), with a kernel and a bias of its own at each position of the output.
/// Kernel (rows · columns, height · width · channels, filters), bias (rows, columns, filters).
/// </summary>
/// <param name="filters">The size of the last axis of the output; positive.</param>
/// <param name="kernelSize">The window's size: one number for both spatial axes, or one for each.</param>
public sealed class LocallyConnected2DAttribute(int filters, params int[] kernelSize) : LocallyConnectedDefinition(filters, kernelSize);
