namespace Compiled;

/// <summary>Normalizes each sample along an axis to mean 0 and variance 1 (Ba et al. 2016). Gamma and beta have the size of the axes.</summary>
public sealed class LayerNormalizationAttribute : NormalizationDefinition
{
    /// <summary>The axes that are normalized together; negative counts from the end. Not the batch.</summary>
    public int[] Axis { get; set; } = [-1];
}
