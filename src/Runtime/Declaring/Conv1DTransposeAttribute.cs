namespace Compiled;

/// <summary>
/// The transpose of a convolution over a sequence: it makes of its input (batch, steps, channels) what the gradient of <c>Conv1D</c>
/// makes of the gradient of its output, so that strides enlarge (Zeiler et al. 2010). An axis of length n becomes n · stride with
/// <see cref="Padding.Same"/> and n · stride + max(e − stride, 0) with <see cref="Padding.Valid"/>, where a window covers e positions.
/// Kernel (size, filters, channels), bias (filters).
/// </summary>
/// <param name="filters">The size of the last axis of the output; positive.</param>
/// <param name="kernelSize">The window's size.</param>
public sealed class Conv1DTransposeAttribute(int filters, int kernelSize) : ConvolutionDefinition(filters, [kernelSize])
{
    /// <summary>
    /// How much longer than it must be the output is: one number for all spatial axes, or one for each, less than the stride.
    /// An axis of length n then becomes (n − 1) · stride + e − 2p + this, with p = ⌊e / 2⌋ for <see cref="Padding.Same"/>, else 0, as in Keras.
    /// Not set, the length is that of the class's summary.
    /// </summary>
    public int[] OutputPadding { get; set; } = [];
}
