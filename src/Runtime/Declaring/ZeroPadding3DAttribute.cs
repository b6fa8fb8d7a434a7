namespace Compiled;

/// <summary>Puts zeros around volumes, (batch, depth, height, width, channels). No weights.</summary>
/// <param name="padding">How many: one number for all sides, one for each axis (both its sides), or six: before and after along depth, height and width; 1 if left out.</param>
public sealed class ZeroPadding3DAttribute(params int[] padding) : LayerDefinition
{
    /// <summary>How many zeros: one number for all sides, one for each axis (both its sides), or six: before and after along depth, height and width.</summary>
    public int[] Padding { get; } = padding;
}
