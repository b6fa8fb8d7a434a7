namespace Compiled;

/// <summary>
/// Adds waves to a sequence (batch, steps, features), which tell its places apart: at feature 2k sin(p / w^(2k / features)) and at feature 2k + 1 its cosine, for
/// place p = 0, 1 … and the longest wavelength w over 2π (Vaswani et al., "Attention Is All You Need", 2017, section 3.5). No weights, and no longest sequence.
/// </summary>
public sealed class SinusoidalPositionsAttribute : LayerDefinition
{
    /// <summary>How slow the slowest wave is; positive.</summary>
    public double MaxWavelength { get; set; } = 10_000;
}
