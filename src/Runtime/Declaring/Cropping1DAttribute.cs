namespace Compiled;

/// <summary>Cuts off the sides of sequences, (batch, steps, channels). No weights.</summary>
/// <param name="cropping">How much: one number for both sides, or one before and one after; 1 if left out, as in Keras.</param>
public sealed class Cropping1DAttribute(params int[] cropping) : LayerDefinition
{
    /// <summary>How much is cut off: one number for both sides, or one before and one after.</summary>
    public int[] Cropping { get; } = cropping;
}
