namespace Compiled;

/// <summary>Its inputs one after the other along an axis; all other axes are equal. No weights.</summary>
/// <param name="axis">Negative counts from the end. Not the batch.</param>
public sealed class ConcatenateAttribute(int axis = -1) : LayerDefinition
{
    /// <summary>The axis that grows.</summary>
    public int Axis { get; } = axis;
}
