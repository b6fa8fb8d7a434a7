namespace Compiled;

/// <summary>
/// The plain recurrent layer h = activation(x · kernel + h · recurrent kernel + bias) (Elman 1990).
/// Kernel (features, units), recurrent kernel (units, units), bias (units).
/// </summary>
/// <param name="units">The length of the state and of an output; positive.</param>
public sealed class SimpleRNNAttribute(int units) : RecurrentDefinition
{
    /// <summary>The length of the state and of an output.</summary>
    public int Units { get; } = units;
}
