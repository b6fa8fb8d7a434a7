namespace Compiled;

/// <summary>
/// A convolution over images, (batch, height, width, channels): activation(x ∗ kernel + bias), the kernel not flipped.
/// Kernel (height, width, channels / groups, filters), bias (filters).
/// </summary>
/// <param name="filters">The size of the last axis of the output; positive.</param>
/// <param name="kernelSize">The window's size: one number for all spatial axes, or one for each.</param>
public sealed class Conv2DAttribute(int filters, params int[] kernelSize) : ConvolutionDefinition(filters, kernelSize)
{
    /// <summary>Into how many groups channels and filters are cut; each filter sees its own group's channels alone. Divides both.</summary>
    public int Groups { get; set; } = 1;
}
