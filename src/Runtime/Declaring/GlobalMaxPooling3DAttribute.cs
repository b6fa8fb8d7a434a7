namespace Compiled;

/// <summary>The largest value of each channel over volumes: (batch, depth, height, width, channels) becomes (batch, channels). No weights.</summary>
public sealed class GlobalMaxPooling3DAttribute : LayerDefinition
{
    /// <summary>Whether the spatial axes stay, with size one.</summary>
    public bool KeepDims { get; set; }
}
