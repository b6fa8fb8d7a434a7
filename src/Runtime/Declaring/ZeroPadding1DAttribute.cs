namespace Compiled;

/// <summary>Puts zeros around sequences, (batch, steps, channels). No weights.</summary>
/// <param name="padding">How many: one number for both sides, or one before and one after; 1 if left out.</param>
public sealed class ZeroPadding1DAttribute(params int[] padding) : LayerDefinition
{
    /// <summary>How many zeros: one number for both sides, or one before and one after.</summary>
    public int[] Padding { get; } = padding;
}
