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

    /// <summary>Whether the layer's weights stay as they are: no gradient is computed for them.</summary>
    public bool Frozen { get; set; }

    /// <summary>The optimizer group of the layer's weights, for a learning rate of their own.</summary>
    public string? Group { get; set; }
}

/// <summary>Marks a partial class derived from <see cref="LayerDefinition"/> as a layer of the user's own: it has a <c>Forward</c>, and perhaps weights.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LayerAttribute : Attribute;

/// <summary>Marks a partial property of a layer as a weight. Sizes are written as an integer, the name of a constructor parameter, or <c>x[-1]</c>, a size of the <c>Forward</c> parameter x; <c>+ - *</c> combine them.</summary>
/// <param name="shape">One expression for each axis.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WeightAttribute(params string[] shape) : Attribute
{
    /// <summary>One expression for each axis.</summary>
    public string[] Shape { get; } = shape;

    /// <summary>How the weight begins.</summary>
    public Initializer Initializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>Numbers for the initializer; see <see cref="Compiled.Initializer"/>.</summary>
    public double[] InitializerArguments { get; set; } = [];

    /// <summary>Whether training changes it.</summary>
    public bool Trainable { get; set; } = true;

    /// <summary>Adds this factor times Σ|w| to the loss.</summary>
    public double L1 { get; set; }

    /// <summary>Adds this factor times Σw² to the loss.</summary>
    public double L2 { get; set; }

    /// <summary>What it is held to after every step.</summary>
    public Constraint Constraint { get; set; }

    /// <summary>Numbers for the constraint; see <see cref="Compiled.Constraint"/>.</summary>
    public double[] ConstraintArguments { get; set; } = [];
}

/// <summary>No gradient is computed for the weights of this layer, or of any layer of this model held by another.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class FrozenAttribute : Attribute;
