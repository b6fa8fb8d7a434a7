namespace Compiled;

/// <summary>The largest value of each channel over a sequence: (batch, steps, channels) becomes (batch, channels). No weights.</summary>
public sealed class GlobalMaxPooling1DAttribute : LayerDefinition
{
    /// <summary>Whether the spatial axes stay, with size one.</summary>
    public bool KeepDims { get; set; }
}
