namespace Compiled;

/// <summary>While training, sets values to the negative saturation of SELU and scales the result so that mean and variance stay (Klambauer et al. 2017); otherwise nothing.</summary>
/// <param name="rate">The share of values that is dropped, in [0, 1).</param>
public sealed class AlphaDropoutAttribute(double rate) : LayerDefinition
{
    /// <summary>The share of values that is dropped.</summary>
    public double Rate { get; } = rate;
}
