namespace Compiled;

/// <summary>Enlarges volumes, (batch, depth, height, width, channels): each value is repeated, or lies on straight lines between its neighbours. No weights.</summary>
/// <param name="size">How much longer each axis becomes: one number for all spatial axes, or one for each; 2 if left out.</param>
public sealed class UpSampling3DAttribute(params int[] size) : LayerDefinition
{
    /// <summary>How much longer each spatial axis becomes.</summary>
    public int[] Size { get; } = size;

    /// <summary>How voxels between the old ones are found; <see cref="Interpolation.Bilinear"/> is trilinear here.</summary>
    public Interpolation Interpolation { get; set; }
}
