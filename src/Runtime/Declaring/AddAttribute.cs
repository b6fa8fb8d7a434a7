namespace Compiled;

/// <summary>The sum of its inputs: two tensors or more of shapes that broadcast. No weights.</summary>
public sealed class AddAttribute : LayerDefinition;
