namespace Compiled;

/// <summary>x where it exceeds theta, else 0 (Konda et al. 2014).</summary>
/// <param name="theta">The threshold; not negative.</param>
public sealed class ThresholdedReLUAttribute(double theta = 1) : LayerDefinition
{
    /// <summary>The threshold.</summary>
    public double Theta { get; } = theta;
}
