namespace Compiled;

/// <summary>
/// What convolutions over one, two and three spatial axes share. Tensors lie channels last. An axis of length n becomes, with windows that
/// cover e = (k − 1) · dilation + 1 positions, ⌊(n − e) / stride⌋ + 1 with <see cref="Padding.Valid"/> and ⌈n / stride⌉ with <see cref="Padding.Same"/>.
/// </summary>
/// <param name="filters">The size of the last axis of the output; positive.</param>
/// <param name="kernelSize">The window's size: one number for all spatial axes, or one for each.</param>
public abstract class ConvolutionDefinition(int filters, int[] kernelSize) : KernelLayerDefinition
{
    /// <summary>The size of the last axis of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>The window's size: one number for all spatial axes, or one for each.</summary>
    public int[] KernelSize { get; } = kernelSize;

    /// <summary>How far the window moves for the next output: one number for all spatial axes, [2], or one for each, [2, 1].</summary>
    public int[] Strides { get; set; } = [1];

    /// <summary>What lies around the input.</summary>
    public Padding Padding { get; set; }

    /// <summary>The distance of neighbouring positions of the window: one number for all spatial axes, [2], or one for each, [2, 1].</summary>
    public int[] DilationRate { get; set; } = [1];
}
