namespace Compiled;

/// <summary>Dropout of whole channels of sequences, (batch, steps, channels): neighbours are alike, so that single values tell what was dropped (Tompson et al. 2015). No weights.</summary>
/// <param name="rate">The probability that a channel of a sample is set to zero: at least 0, less than 1.</param>
public sealed class SpatialDropout1DAttribute(double rate) : LayerDefinition
{
    /// <summary>The probability that a channel of a sample is set to zero.</summary>
    public double Rate { get; } = rate;
}
