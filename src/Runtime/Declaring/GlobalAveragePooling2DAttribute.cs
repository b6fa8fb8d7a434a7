namespace Compiled;

/// <summary>The mean of each channel over images: (batch, height, width, channels) becomes (batch, channels). No weights.</summary>
public sealed class GlobalAveragePooling2DAttribute : LayerDefinition
{
    /// <summary>Whether the spatial axes stay, with size one.</summary>
    public bool KeepDims { get; set; }
}
