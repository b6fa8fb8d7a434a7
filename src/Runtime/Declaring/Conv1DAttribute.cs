namespace Compiled;

/// <summary>
/// A convolution over a sequence, (batch, steps, channels): activation(x ∗ kernel + bias), the kernel not flipped.
/// Kernel (size, channels / groups, filters), bias (filters).
/// </summary>
/// <param name="filters">The size of the last axis of the output; positive.</param>
/// <param name="kernelSize">The window's size.</param>
public sealed class Conv1DAttribute(int filters, int kernelSize) : ConvolutionDefinition(filters, [kernelSize])
{
    /// <summary>Into how many groups channels and filters are cut; each filter sees its own group's channels alone. Divides both.</summary>
    public int Groups { get; set; } = 1;
}
