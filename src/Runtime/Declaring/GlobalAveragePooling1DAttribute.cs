namespace Compiled;

/// <summary>The mean of each channel over a sequence: (batch, steps, channels) becomes (batch, channels). No weights.</summary>
public sealed class GlobalAveragePooling1DAttribute : LayerDefinition
{
    /// <summary>Whether the spatial axes stay, with size one.</summary>
    public bool KeepDims { get; set; }
}
