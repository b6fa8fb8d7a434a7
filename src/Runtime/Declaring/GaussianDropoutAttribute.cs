namespace Compiled;

/// <summary>While training, multiplies each value by normal noise of mean 1 and standard deviation √(rate / (1 − rate)) (Srivastava et al. 2014); otherwise nothing.</summary>
/// <param name="rate">As in <see cref="DropoutAttribute"/>, in [0, 1).</param>
public sealed class GaussianDropoutAttribute(double rate) : LayerDefinition
{
    /// <summary>As in <see cref="DropoutAttribute"/>.</summary>
    public double Rate { get; } = rate;
}
