namespace Compiled;

/// <summary>A fully connected layer: activation(x · kernel + bias) along the last axis. Kernel (inputs, units), bias (units).</summary>
/// <param name="units">The size of the last axis of the output; positive.</param>
public sealed class DenseAttribute(int units) : KernelLayerDefinition
{
    /// <summary>The size of the last axis of the output.</summary>
    public int Units { get; } = units;
}
