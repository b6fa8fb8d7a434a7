namespace Compiled;

/// <summary>
/// Images (batch, height, width, channels) at another size. No weights. Nothing is smoothed when they become smaller, as in Keras: between two
/// new pixels old ones are left out, where <see cref="ImageFolder"/> and <see cref="Image.Resize"/>, with <see cref="Resampling.Bilinear"/>,
/// as where nothing is said, take the mean of what becomes one.
/// </summary>
/// <param name="height">The new height; positive.</param>
/// <param name="width">The new width; positive.</param>
public sealed class ResizingAttribute(int height, int width) : LayerDefinition
{
    /// <summary>The new height.</summary>
    public int Height { get; } = height;

    /// <summary>The new width.</summary>
    public int Width { get; } = width;

    /// <summary>How pixels between the old ones are found.</summary>
    public Interpolation Interpolation { get; set; } = Interpolation.Bilinear;

    /// <summary>Whether as little as possible is cut off at two sides, so that the image keeps its proportions, rather than stretched.</summary>
    public bool CropToAspectRatio { get; set; }
}
