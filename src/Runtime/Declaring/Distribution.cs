namespace Compiled;

/// <summary>What <see cref="Initializer.VarianceScaling"/> draws from.</summary>
public enum Distribution
{
    /// <summary>A normal distribution, redrawn beyond two standard deviations.</summary>
    TruncatedNormal,

    /// <summary>A uniform distribution around 0.</summary>
    Uniform,

    /// <summary>A normal distribution.</summary>
    Normal,
}
