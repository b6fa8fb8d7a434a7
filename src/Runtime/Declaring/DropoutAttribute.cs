namespace Compiled;

/// <summary>While training, sets each value to zero with probability <paramref name="rate"/> and scales the others by 1 / (1 − rate), so that the expected sum stays (Srivastava et al. 2014); otherwise nothing.</summary>
/// <param name="rate">The share of values that is dropped, in [0, 1).</param>
public sealed class DropoutAttribute(double rate) : LayerDefinition
{
    /// <summary>The share of values that is dropped.</summary>
    public double Rate { get; } = rate;

    /// <summary>The sizes of the mask, batch left out; 1 where a mask value is shared along an axis. Empty for a mask value of its own for each value.</summary>
    public int[] NoiseShape { get; set; } = [];
}
