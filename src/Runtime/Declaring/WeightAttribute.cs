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

    /// <summary>The value that <see cref="Compiled.Initializer.Constant"/> gives.</summary>
    public double InitializerValue { get; set; }

    /// <summary>The mean of the initializers that draw from a given distribution: <see cref="Compiled.Initializer.RandomNormal"/>, <see cref="Compiled.Initializer.RandomUniform"/>, <see cref="Compiled.Initializer.TruncatedNormal"/>.</summary>
    public double InitializerMean { get; set; }

    /// <summary>How far the initializer spreads, or the gain of a matrix: see <see cref="Compiled.Initializer"/> for what it scales and its default there.</summary>
    public double InitializerScale { get; set; }

    /// <summary>The connections that <see cref="Compiled.Initializer.VarianceScaling"/> divides by.</summary>
    public Fan InitializerFan { get; set; }

    /// <summary>What <see cref="Compiled.Initializer.VarianceScaling"/> draws from.</summary>
    public Distribution InitializerDistribution { get; set; }

    /// <summary>Whether training changes it.</summary>
    public bool Trainable { get; set; } = true;

    /// <summary>Adds this factor times Σ|w| to the loss.</summary>
    public double L1 { get; set; }

    /// <summary>Adds this factor times Σw² to the loss.</summary>
    public double L2 { get; set; }

    /// <summary>What it is held to after every step.</summary>
    public Constraint Constraint { get; set; }

    /// <summary>The smallest norm that <see cref="Compiled.Constraint.MinMaxNorm"/> leaves.</summary>
    public double ConstraintMinimum { get; set; }

    /// <summary>The largest norm that <see cref="Compiled.Constraint.MaxNorm"/> (by default 2) and <see cref="Compiled.Constraint.MinMaxNorm"/> (by default 1) leave.</summary>
    public double ConstraintMaximum { get; set; }

    /// <summary>The share of the way to its bounds that <see cref="Compiled.Constraint.MinMaxNorm"/> takes a norm at each step.</summary>
    public double ConstraintRate { get; set; } = 1;
}
