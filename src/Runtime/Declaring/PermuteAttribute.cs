namespace Compiled;

/// <summary>Reorders the axes of a sample. No weights.</summary>
/// <param name="dims">For each axis of the output the axis of the input, numbered from 1, batch left out: (2, 1) swaps two axes.</param>
public sealed class PermuteAttribute(params int[] dims) : LayerDefinition
{
    /// <summary>For each axis of the output the axis of the input, numbered from 1.</summary>
    public int[] Dims { get; } = dims;
}
