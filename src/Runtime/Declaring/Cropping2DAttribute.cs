namespace Compiled;

/// <summary>Cuts off the sides of images, (batch, height, width, channels). No weights.</summary>
/// <param name="cropping">How much: one number for all sides, one for each axis (both its sides), or four: top, bottom, left, right; 0 if left out, as in Keras.</param>
public sealed class Cropping2DAttribute(params int[] cropping) : LayerDefinition
{
    /// <summary>How much is cut off: one number for all sides, one for each axis (both its sides), or four: top, bottom, left, right.</summary>
    public int[] Cropping { get; } = cropping;
}
