namespace Compiled;

/// <summary>
/// A long short-term memory over pictures whose products are convolutions (Shi et al. 2015), in Keras's order of gates: input, forget,
/// candidate, output. It takes (batch, steps, height, width, channels); the states h and c and an output are (batch, height, width, filters)
/// of the size that a <see cref="Conv2DAttribute"/> would give. Kernel (height, width, channels, 4 filters), recurrent kernel (height, width,
/// filters, 4 filters), bias (4 filters). The convolution of the state is padded to the state's size, without stride and dilation.
/// </summary>
/// <param name="filters">The size of the last axis of the states and of an output; positive.</param>
/// <param name="kernelSize">The size of both windows: one number for both axes, or one for each.</param>
public sealed class ConvLSTM2DAttribute(int filters, params int[] kernelSize) : RecurrentDefinition
{
    /// <summary>The size of the last axis of the states and of an output.</summary>
    public int Filters { get; } = filters;

    /// <summary>The size of both windows: one number for both axes, or one for each.</summary>
    public int[] KernelSize { get; } = kernelSize;

    /// <summary>How far the window over the input moves for the next output: one number for both axes, [2], or one for each, [2, 1].</summary>
    public int[] Strides { get; set; } = [1];

    /// <summary>What lies around the input.</summary>
    public Padding Padding { get; set; }

    /// <summary>The distance of neighbouring positions of the window over the input: one number for both axes, [2], or one for each, [2, 1].</summary>
    public int[] DilationRate { get; set; } = [1];

    /// <summary>Applied to the gates.</summary>
    public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;

    /// <summary>Whether the bias of the forget gate begins with 1 (Jozefowicz et al. 2015).</summary>
    public bool UnitForgetBias { get; set; } = true;
}
