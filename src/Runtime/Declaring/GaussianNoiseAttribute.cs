namespace Compiled;

/// <summary>While training, adds normal noise; otherwise nothing.</summary>
/// <param name="standardDeviation">The standard deviation of the noise; not negative.</param>
public sealed class GaussianNoiseAttribute(double standardDeviation) : LayerDefinition
{
    /// <summary>The standard deviation of the noise.</summary>
    public double StandardDeviation { get; } = standardDeviation;
}
