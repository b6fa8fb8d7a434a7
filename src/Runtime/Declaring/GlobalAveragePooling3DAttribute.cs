namespace Compiled;

/// <summary>The mean of each channel over volumes: (batch, depth, height, width, channels) becomes (batch, channels). No weights.</summary>
public sealed class GlobalAveragePooling3DAttribute : LayerDefinition
{
    /// <summary>Whether the spatial axes stay, with size one.</summary>
    public bool KeepDims { get; set; }
}
