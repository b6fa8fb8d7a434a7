namespace Compiled;

/// <summary>What layers share whose weight is a table of vectors.</summary>
public abstract class EmbeddingDefinition : LayerDefinition
{
    /// <summary>How the vectors begin.</summary>
    public Initializer EmbeddingsInitializer { get; set; } = Initializer.RandomUniform;

    /// <summary>The value that <see cref="Initializer.Constant"/> gives.</summary>
    public double EmbeddingsInitializerValue { get; set; }

    /// <summary>The mean of the initializers that draw from a given distribution: <see cref="Initializer.RandomNormal"/>, <see cref="Initializer.RandomUniform"/>, <see cref="Initializer.TruncatedNormal"/>.</summary>
    public double EmbeddingsInitializerMean { get; set; }

    /// <summary>How far the initializer spreads, or the gain of a matrix: see <see cref="Initializer"/> for what it scales and its default there.</summary>
    public double EmbeddingsInitializerScale { get; set; }

    /// <summary>The connections that <see cref="Initializer.VarianceScaling"/> divides by.</summary>
    public Fan EmbeddingsInitializerFan { get; set; }

    /// <summary>What <see cref="Initializer.VarianceScaling"/> draws from.</summary>
    public Distribution EmbeddingsInitializerDistribution { get; set; }

    /// <summary>Adds this factor times Σ|w| over the vectors to the loss.</summary>
    public double EmbeddingsL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the vectors to the loss.</summary>
    public double EmbeddingsL2 { get; set; }

    /// <summary>What the vectors are held to after every step.</summary>
    public Constraint EmbeddingsConstraint { get; set; }

    /// <summary>The smallest norm that <see cref="Constraint.MinMaxNorm"/> leaves.</summary>
    public double EmbeddingsConstraintMinimum { get; set; }

    /// <summary>The largest norm that <see cref="Constraint.MaxNorm"/> (by default 2) and <see cref="Constraint.MinMaxNorm"/> (by default 1) leave.</summary>
    public double EmbeddingsConstraintMaximum { get; set; }

    /// <summary>The share of the way to its bounds that <see cref="Constraint.MinMaxNorm"/> takes a norm at each step.</summary>
    public double EmbeddingsConstraintRate { get; set; } = 1;

    /// <summary>Adds this factor times the mean over samples of Σ|y| over the output to the loss.</summary>
    public double ActivityL1 { get; set; }

    /// <summary>Adds this factor times the mean over samples of Σy² over the output to the loss.</summary>
    public double ActivityL2 { get; set; }
}
