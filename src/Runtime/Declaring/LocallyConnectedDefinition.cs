namespace Compiled;

/// <summary>What locally connected layers over one and two spatial axes share: convolutions, without padding, that have a kernel of their own at each position.</summary>
/// <param name="filters">The size of the last axis of the output; positive.</param>
/// <param name="kernelSize">The window's size: one number for all spatial axes, or one for each.</param>
public abstract class LocallyConnectedDefinition(int filters, int[] kernelSize) : KernelLayerDefinition
{
    /// <summary>The size of the last axis of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>The window's size: one number for all spatial axes, or one for each.</summary>
    public int[] KernelSize { get; } = kernelSize;

    /// <summary>How far the window moves for the next output: one number for all spatial axes, [2], or one for each, [2, 1].</summary>
    public int[] Strides { get; set; } = [1];
}
