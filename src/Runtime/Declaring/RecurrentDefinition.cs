namespace Compiled;

/// <summary>
/// What the built-in recurrent layers share. Each takes sequences (batch, steps, features) and gives its last output (batch, units), or all of
/// them; a state has the shape (batch, units).
/// </summary>
public abstract class RecurrentDefinition : CellDefinition
{
    /// <summary>Applied to the candidate of a new state.</summary>
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>The share of the inputs that training drops, in [0, 1): the same ones in every step of a sequence (Gal and Ghahramani 2016).</summary>
    public double Dropout { get; set; }

    /// <summary>The share of the states that training drops where the step multiplies them with weights, in [0, 1): the same ones in every step of a sequence.</summary>
    public double RecurrentDropout { get; set; }

    /// <summary>How the weights of the inputs begin.</summary>
    public Initializer KernelInitializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>The value that <see cref="Initializer.Constant"/> gives.</summary>
    public double KernelInitializerValue { get; set; }

    /// <summary>The mean of the initializers that draw from a given distribution: <see cref="Initializer.RandomNormal"/>, <see cref="Initializer.RandomUniform"/>, <see cref="Initializer.TruncatedNormal"/>.</summary>
    public double KernelInitializerMean { get; set; }

    /// <summary>How far the initializer spreads, or the gain of a matrix: see <see cref="Initializer"/> for what it scales and its default there.</summary>
    public double KernelInitializerScale { get; set; }

    /// <summary>The connections that <see cref="Initializer.VarianceScaling"/> divides by.</summary>
    public Fan KernelInitializerFan { get; set; }

    /// <summary>What <see cref="Initializer.VarianceScaling"/> draws from.</summary>
    public Distribution KernelInitializerDistribution { get; set; }

    /// <summary>Adds this factor times Σ|w| over the weights of the inputs to the loss.</summary>
    public double KernelL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the weights of the inputs to the loss.</summary>
    public double KernelL2 { get; set; }

    /// <summary>What the weights of the inputs are held to after every step of training.</summary>
    public Constraint KernelConstraint { get; set; }

    /// <summary>The smallest norm that <see cref="Constraint.MinMaxNorm"/> leaves.</summary>
    public double KernelConstraintMinimum { get; set; }

    /// <summary>The largest norm that <see cref="Constraint.MaxNorm"/> (by default 2) and <see cref="Constraint.MinMaxNorm"/> (by default 1) leave.</summary>
    public double KernelConstraintMaximum { get; set; }

    /// <summary>The share of the way to its bounds that <see cref="Constraint.MinMaxNorm"/> takes a norm at each step.</summary>
    public double KernelConstraintRate { get; set; } = 1;

    /// <summary>How the weights of the states begin.</summary>
    public Initializer RecurrentInitializer { get; set; } = Initializer.Orthogonal;

    /// <summary>The value that <see cref="Initializer.Constant"/> gives.</summary>
    public double RecurrentInitializerValue { get; set; }

    /// <summary>The mean of the initializers that draw from a given distribution: <see cref="Initializer.RandomNormal"/>, <see cref="Initializer.RandomUniform"/>, <see cref="Initializer.TruncatedNormal"/>.</summary>
    public double RecurrentInitializerMean { get; set; }

    /// <summary>How far the initializer spreads, or the gain of a matrix: see <see cref="Initializer"/> for what it scales and its default there.</summary>
    public double RecurrentInitializerScale { get; set; }

    /// <summary>The connections that <see cref="Initializer.VarianceScaling"/> divides by.</summary>
    public Fan RecurrentInitializerFan { get; set; }

    /// <summary>What <see cref="Initializer.VarianceScaling"/> draws from.</summary>
    public Distribution RecurrentInitializerDistribution { get; set; }

    /// <summary>Adds this factor times Σ|w| over the weights of the states to the loss.</summary>
    public double RecurrentL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the weights of the states to the loss.</summary>
    public double RecurrentL2 { get; set; }

    /// <summary>What the weights of the states are held to after every step of training.</summary>
    public Constraint RecurrentConstraint { get; set; }

    /// <summary>The smallest norm that <see cref="Constraint.MinMaxNorm"/> leaves.</summary>
    public double RecurrentConstraintMinimum { get; set; }

    /// <summary>The largest norm that <see cref="Constraint.MaxNorm"/> (by default 2) and <see cref="Constraint.MinMaxNorm"/> (by default 1) leave.</summary>
    public double RecurrentConstraintMaximum { get; set; }

    /// <summary>The share of the way to its bounds that <see cref="Constraint.MinMaxNorm"/> takes a norm at each step.</summary>
    public double RecurrentConstraintRate { get; set; } = 1;

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

    /// <summary>What the bias is held to after every step of training.</summary>
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
