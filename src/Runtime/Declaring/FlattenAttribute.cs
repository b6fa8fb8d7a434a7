namespace Compiled;

/// <summary>All axes after the batch as one: (batch, 28, 28) becomes (batch, 784). No weights.</summary>
public sealed class FlattenAttribute : LayerDefinition;
