namespace Compiled;

/// <summary>What layers share that normalize and then compute gamma · x + beta.</summary>
public abstract class NormalizationDefinition : LayerDefinition
{
    /// <summary>Added to the variance before its root.</summary>
    public double Epsilon { get; set; } = 0.001;

    /// <summary>Whether beta is added.</summary>
    public bool Center { get; set; } = true;

    /// <summary>Whether the result is multiplied by gamma.</summary>
    public bool Scale { get; set; } = true;

    /// <summary>How the gamma begins.</summary>
    public Initializer GammaInitializer { get; set; } = Initializer.Ones;

    /// <summary>The value that <see cref="Initializer.Constant"/> gives.</summary>
    public double GammaInitializerValue { get; set; }

    /// <summary>The mean of the initializers that draw from a given distribution: <see cref="Initializer.RandomNormal"/>, <see cref="Initializer.RandomUniform"/>, <see cref="Initializer.TruncatedNormal"/>.</summary>
    public double GammaInitializerMean { get; set; }

    /// <summary>How far the initializer spreads, or the gain of a matrix: see <see cref="Initializer"/> for what it scales and its default there.</summary>
    public double GammaInitializerScale { get; set; }

    /// <summary>The connections that <see cref="Initializer.VarianceScaling"/> divides by.</summary>
    public Fan GammaInitializerFan { get; set; }

    /// <summary>What <see cref="Initializer.VarianceScaling"/> draws from.</summary>
    public Distribution GammaInitializerDistribution { get; set; }

    /// <summary>Adds this factor times Σ|w| over the gamma to the loss.</summary>
    public double GammaL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the gamma to the loss.</summary>
    public double GammaL2 { get; set; }

    /// <summary>What the gamma is held to after every step.</summary>
    public Constraint GammaConstraint { get; set; }

    /// <summary>The smallest norm that <see cref="Constraint.MinMaxNorm"/> leaves.</summary>
    public double GammaConstraintMinimum { get; set; }

    /// <summary>The largest norm that <see cref="Constraint.MaxNorm"/> (by default 2) and <see cref="Constraint.MinMaxNorm"/> (by default 1) leave.</summary>
    public double GammaConstraintMaximum { get; set; }

    /// <summary>The share of the way to its bounds that <see cref="Constraint.MinMaxNorm"/> takes a norm at each step.</summary>
    public double GammaConstraintRate { get; set; } = 1;

    /// <summary>How the beta begins.</summary>
    public Initializer BetaInitializer { get; set; } = Initializer.Zeros;

    /// <summary>The value that <see cref="Initializer.Constant"/> gives.</summary>
    public double BetaInitializerValue { get; set; }

    /// <summary>The mean of the initializers that draw from a given distribution: <see cref="Initializer.RandomNormal"/>, <see cref="Initializer.RandomUniform"/>, <see cref="Initializer.TruncatedNormal"/>.</summary>
    public double BetaInitializerMean { get; set; }

    /// <summary>How far the initializer spreads, or the gain of a matrix: see <see cref="Initializer"/> for what it scales and its default there.</summary>
    public double BetaInitializerScale { get; set; }

    /// <summary>The connections that <see cref="Initializer.VarianceScaling"/> divides by.</summary>
    public Fan BetaInitializerFan { get; set; }

    /// <summary>What <see cref="Initializer.VarianceScaling"/> draws from.</summary>
    public Distribution BetaInitializerDistribution { get; set; }

    /// <summary>Adds this factor times Σ|w| over the beta to the loss.</summary>
    public double BetaL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the beta to the loss.</summary>
    public double BetaL2 { get; set; }

    /// <summary>What the beta is held to after every step.</summary>
    public Constraint BetaConstraint { get; set; }

    /// <summary>The smallest norm that <see cref="Constraint.MinMaxNorm"/> leaves.</summary>
    public double BetaConstraintMinimum { get; set; }

    /// <summary>The largest norm that <see cref="Constraint.MaxNorm"/> (by default 2) and <see cref="Constraint.MinMaxNorm"/> (by default 1) leave.</summary>
    public double BetaConstraintMaximum { get; set; }

    /// <summary>The share of the way to its bounds that <see cref="Constraint.MinMaxNorm"/> takes a norm at each step.</summary>
    public double BetaConstraintRate { get; set; } = 1;
}
