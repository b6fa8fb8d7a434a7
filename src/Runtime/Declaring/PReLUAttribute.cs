namespace Compiled;

/// <summary>x where positive, else alpha · x with alpha learned, one for each value of a sample (He et al. 2015).</summary>
public sealed class PReLUAttribute : LayerDefinition
{
    /// <summary>Axes along which alpha is shared, numbered from 1, batch left out.</summary>
    public int[] SharedAxes { get; set; } = [];

    /// <summary>How the slopes begins.</summary>
    public Initializer AlphaInitializer { get; set; } = Initializer.Zeros;

    /// <summary>The value that <see cref="Initializer.Constant"/> gives.</summary>
    public double AlphaInitializerValue { get; set; }

    /// <summary>The mean of the initializers that draw from a given distribution: <see cref="Initializer.RandomNormal"/>, <see cref="Initializer.RandomUniform"/>, <see cref="Initializer.TruncatedNormal"/>.</summary>
    public double AlphaInitializerMean { get; set; }

    /// <summary>How far the initializer spreads, or the gain of a matrix: see <see cref="Initializer"/> for what it scales and its default there.</summary>
    public double AlphaInitializerScale { get; set; }

    /// <summary>The connections that <see cref="Initializer.VarianceScaling"/> divides by.</summary>
    public Fan AlphaInitializerFan { get; set; }

    /// <summary>What <see cref="Initializer.VarianceScaling"/> draws from.</summary>
    public Distribution AlphaInitializerDistribution { get; set; }

    /// <summary>Adds this factor times Σ|w| over the slopes to the loss.</summary>
    public double AlphaL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the slopes to the loss.</summary>
    public double AlphaL2 { get; set; }

    /// <summary>What the slopes is held to after every step.</summary>
    public Constraint AlphaConstraint { get; set; }

    /// <summary>The smallest norm that <see cref="Constraint.MinMaxNorm"/> leaves.</summary>
    public double AlphaConstraintMinimum { get; set; }

    /// <summary>The largest norm that <see cref="Constraint.MaxNorm"/> (by default 2) and <see cref="Constraint.MinMaxNorm"/> (by default 1) leave.</summary>
    public double AlphaConstraintMaximum { get; set; }

    /// <summary>The share of the way to its bounds that <see cref="Constraint.MinMaxNorm"/> takes a norm at each step.</summary>
    public double AlphaConstraintRate { get; set; } = 1;
}
