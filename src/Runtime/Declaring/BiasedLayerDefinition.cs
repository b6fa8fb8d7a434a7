namespace Compiled;

/// <summary>What layers share that end in activation(… + bias).</summary>
public abstract class BiasedLayerDefinition : LayerDefinition
{
    /// <summary>Applied to the result.</summary>
    public Activation Activation { get; set; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>How the bias begins.</summary>
    public Initializer BiasInitializer { get; set; } = Initializer.Zeros;

    /// <summary>The value that <see cref="Initializer.Constant"/> gives.</summary>
    public double BiasInitializerValue { get; set; }

    /// <summary>The mean of the initializers that draw from a given distribution: <see cref="Initializer.RandomNormal"/>, <see cref="Initializer.RandomUniform"/>, <see cref="Initializer.TruncatedNormal"/>.</summary>
    public double BiasInitializerMean { get; set; }

    /// <summary>How far the initializer spreads, or the gain of a matrix: see <see cref="Initializer"/> for what it scales and its default there.</summary>
    public double BiasInitializerScale { get; set; }

    /// <summary>The connections that <see cref="Initializer.VarianceScaling"/> divides by.</summary>
    public Fan BiasInitializerFan { get; set; }

    /// <summary>What <see cref="Initializer.VarianceScaling"/> draws from.</summary>
    public Distribution BiasInitializerDistribution { get; set; }

    /// <summary>Adds this factor times Σ|w| over the bias to the loss.</summary>
    public double BiasL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the bias to the loss.</summary>
    public double BiasL2 { get; set; }

    /// <summary>What the bias is held to after every step.</summary>
    public Constraint BiasConstraint { get; set; }

    /// <summary>The smallest norm that <see cref="Constraint.MinMaxNorm"/> leaves.</summary>
    public double BiasConstraintMinimum { get; set; }

    /// <summary>The largest norm that <see cref="Constraint.MaxNorm"/> (by default 2) and <see cref="Constraint.MinMaxNorm"/> (by default 1) leave.</summary>
    public double BiasConstraintMaximum { get; set; }

    /// <summary>The share of the way to its bounds that <see cref="Constraint.MinMaxNorm"/> takes a norm at each step.</summary>
    public double BiasConstraintRate { get; set; } = 1;

    /// <summary>Adds this factor times the mean over samples of Σ|y| over the output to the loss.</summary>
    public double ActivityL1 { get; set; }

    /// <summary>Adds this factor times the mean over samples of Σy² over the output to the loss.</summary>
    public double ActivityL2 { get; set; }
}
