namespace Compiled;

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
