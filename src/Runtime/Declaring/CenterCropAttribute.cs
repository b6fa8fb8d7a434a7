namespace Compiled;

/// <summary>
/// The middle of images (batch, height, width, channels). Images that are smaller along an axis are cut to the proportions of the
/// result and enlarged, as in Keras. No weights.
/// </summary>
/// <param name="height">The new height; positive.</param>
/// <param name="width">The new width; positive.</param>
public sealed class CenterCropAttribute(int height, int width) : LayerDefinition
{
    /// <summary>The new height.</summary>
    public int Height { get; } = height;

    /// <summary>The new width.</summary>
    public int Width { get; } = width;
}
