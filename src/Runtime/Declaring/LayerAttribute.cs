namespace Compiled;

/// <summary>Marks a partial class derived from <see cref="LayerDefinition"/> as a layer of the user's own: it has a <c>Forward</c>, and perhaps weights.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LayerAttribute : Attribute;
