namespace Compiled;

/// <summary>The largest value of each channel over images: (batch, height, width, channels) becomes (batch, channels). No weights.</summary>
public sealed class GlobalMaxPooling2DAttribute : LayerDefinition
{
    /// <summary>Whether the spatial axes stay, with size one.</summary>
    public bool KeepDims { get; set; }
}
