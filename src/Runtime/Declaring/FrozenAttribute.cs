namespace Compiled;

/// <summary>No gradient is computed for the weights of this layer, or of any layer of this model held by another.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class FrozenAttribute : Attribute;
