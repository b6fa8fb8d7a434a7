namespace Compiled;

/// <summary>What pooling over one, two and three spatial axes shares. Lengths follow the formulas of <see cref="ConvolutionDefinition"/>.</summary>
/// <param name="poolSize">The window's size: one number for all spatial axes, or one for each.</param>
public abstract class PoolingDefinition(int[] poolSize) : LayerDefinition
{
    /// <summary>The window's size: one number for all spatial axes, or one for each.</summary>
    public int[] PoolSize { get; } = poolSize;

    /// <summary>How far the window moves for the next output: one number for all spatial axes, [2], or one for each, [2, 1]; if left out, the window's size.</summary>
    public int[] Strides { get; set; } = [];

    /// <summary>What lies around the input.</summary>
    public Padding Padding { get; set; }
}
