namespace Compiled;

/// <summary>The largest of its inputs, element by element: two tensors or more of shapes that broadcast. No weights.</summary>
public sealed class MaximumAttribute : LayerDefinition;
