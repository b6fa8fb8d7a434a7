namespace Compiled;

/// <summary>
/// A convolution over sequences, (batch, steps, channels), with a kernel and a bias of its own at each position of the output.
/// Kernel (positions, size · channels, filters), bias (positions, filters).
/// </summary>
/// <param name="filters">The size of the last axis of the output; positive.</param>
/// <param name="kernelSize">The window's size.</param>
public sealed class LocallyConnected1DAttribute(int filters, int kernelSize) : LocallyConnectedDefinition(filters, [kernelSize]);
