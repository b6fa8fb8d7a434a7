namespace Compiled;

/// <summary>Cuts off the sides of volumes, (batch, depth, height, width, channels). No weights.</summary>
/// <param name="cropping">How much: one number for all sides, one for each axis (both its sides), or six: before and after along depth, height and width; 1 if left out, as in Keras.</param>
public sealed class Cropping3DAttribute(params int[] cropping) : LayerDefinition
{
    /// <summary>How much is cut off: one number for all sides, one for each axis (both its sides), or six: before and after along depth, height and width.</summary>
    public int[] Cropping { get; } = cropping;
}
