namespace Compiled;

/// <summary>The values of a sample, in order, in another shape. No weights.</summary>
/// <param name="shape">The sizes of a sample, batch left out; one of them may be −1: what is left.</param>
public sealed class ReshapeAttribute(params int[] shape) : LayerDefinition
{
    /// <summary>The sizes of a sample.</summary>
    public int[] Shape { get; } = shape;
}
