namespace Compiled;

/// <summary>Enlarges volumes, (batch, depth, height, width, channels): each value is repeated. No weights.</summary>
/// <param name="size">How much longer each axis becomes: one number for all spatial axes, or one for each; 2 if left out.</param>
public sealed class UpSampling3DAttribute(params int[] size) : LayerDefinition
{
    /// <summary>How much longer each spatial axis becomes.</summary>
    public int[] Size { get; } = size;
}
