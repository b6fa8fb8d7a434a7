namespace Compiled;

/// <summary>
/// The base of every layer. A layer is declared as an attribute: on a class, where the stack of attributes is the model,
/// or on a partial method that <c>Forward</c> calls. A layer of your own derives from this class and carries <see cref="LayerAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public abstract class LayerDefinition : Attribute
{
    /// <summary>The layer's name for weights and <c>Summary</c>; by default the method's name, or in a stack the layer's kind with a number, in snake case.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the layer takes each step of a sequence (batch, steps, …) for a sample of its own, with the same weights; Keras's wrapper of this name.</summary>
    public bool TimeDistributed { get; set; }

    /// <summary>Whether the layer's weights stay as they are: no gradient is computed for them.</summary>
    public bool Frozen { get; set; }

    /// <summary>The optimizer group of the layer's weights, for a learning rate of their own.</summary>
    public string? Group { get; set; }
}
