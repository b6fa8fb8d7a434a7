namespace Compiled;

/// <summary>For each sample, products of two inputs summed along one axis of each; the other axes follow each other, those of the first input first. No weights.</summary>
/// <param name="axes">One axis for both inputs, or one for each; negative counts from the end. Not the batch.</param>
public sealed class DotAttribute(params int[] axes) : LayerDefinition
{
    /// <summary>The axes that are summed.</summary>
    public int[] Axes { get; } = axes;

    /// <summary>Whether both inputs are divided by their length along the axis first, so that the result is a cosine.</summary>
    public bool Normalize { get; set; }
}
