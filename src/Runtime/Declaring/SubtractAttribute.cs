namespace Compiled;

/// <summary>The first input minus the second, of shapes that broadcast. No weights.</summary>
public sealed class SubtractAttribute : LayerDefinition;
