namespace Compiled;

/// <summary>Puts zeros around images, (batch, height, width, channels). No weights.</summary>
/// <param name="padding">How many: one number for all sides, one for each axis (both its sides), or four: top, bottom, left, right; 1 if left out.</param>
public sealed class ZeroPadding2DAttribute(params int[] padding) : LayerDefinition
{
    /// <summary>How many zeros: one number for all sides, one for each axis (both its sides), or four: top, bottom, left, right.</summary>
    public int[] Padding { get; } = padding;
}
