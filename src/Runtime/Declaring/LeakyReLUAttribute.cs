namespace Compiled;

/// <summary>x where positive, else alpha · x.</summary>
/// <param name="alpha">The slope below zero; not negative.</param>
public sealed class LeakyReLUAttribute(double alpha = 0.3) : LayerDefinition
{
    /// <summary>The slope below zero.</summary>
    public double Alpha { get; } = alpha;
}
