namespace Compiled;

/// <summary>
/// What recurrent layers share. Each takes sequences (batch, steps, features) and gives its last output (batch, units), or all of them. Its
/// method may have further parameters, one for each state of shape (batch, units): the states to begin with, else zeros.
/// </summary>
/// <param name="units">The length of a state and of an output; positive.</param>
public abstract class RecurrentDefinition(int units) : LayerDefinition
{
    /// <summary>The length of a state and of an output.</summary>
    public int Units { get; } = units;

    /// <summary>Applied to the candidate of a new state.</summary>
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>Whether the output of every step is returned, (batch, steps, units), and not the last alone.</summary>
    public bool ReturnSequences { get; set; }

    /// <summary>Whether the sequence is read from its last step to its first. All outputs come in the order in which they were computed, as in Keras.</summary>
    public bool GoBackwards { get; set; }

    /// <summary>Whether a second cell of the same kind, with weights of its own, reads the sequence from its end, and how the outputs of both become one.</summary>
    public Bidirectional Bidirectional { get; set; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>The share of the inputs that training drops, in [0, 1): the same ones in every step of a sequence (Gal and Ghahramani 2016).</summary>
    public double Dropout { get; set; }

    /// <summary>The share of the states that training drops where the step multiplies them with weights, in [0, 1): the same ones in every step of a sequence.</summary>
    public double RecurrentDropout { get; set; }

    /// <summary>How the weights of the inputs begin.</summary>
    public Initializer KernelInitializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>Numbers for the initializer of the weights of the inputs; see <see cref="Initializer"/>.</summary>
    public double[] KernelInitializerArguments { get; set; } = [];

    /// <summary>Adds this factor times Σ|w| over the weights of the inputs to the loss.</summary>
    public double KernelL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the weights of the inputs to the loss.</summary>
    public double KernelL2 { get; set; }

    /// <summary>What the weights of the inputs are held to after every step of training.</summary>
    public Constraint KernelConstraint { get; set; }

    /// <summary>Numbers for the constraint of the weights of the inputs; see <see cref="Constraint"/>.</summary>
    public double[] KernelConstraintArguments { get; set; } = [];

    /// <summary>How the weights of the states begin.</summary>
    public Initializer RecurrentInitializer { get; set; } = Initializer.Orthogonal;

    /// <summary>Numbers for the initializer of the weights of the states; see <see cref="Initializer"/>.</summary>
    public double[] RecurrentInitializerArguments { get; set; } = [];

    /// <summary>Adds this factor times Σ|w| over the weights of the states to the loss.</summary>
    public double RecurrentL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the weights of the states to the loss.</summary>
    public double RecurrentL2 { get; set; }

    /// <summary>What the weights of the states are held to after every step of training.</summary>
    public Constraint RecurrentConstraint { get; set; }

    /// <summary>Numbers for the constraint of the weights of the states; see <see cref="Constraint"/>.</summary>
    public double[] RecurrentConstraintArguments { get; set; } = [];

    /// <summary>How the bias begins.</summary>
    public Initializer BiasInitializer { get; set; } = Initializer.Zeros;

    /// <summary>Numbers for the initializer of the bias; see <see cref="Initializer"/>.</summary>
    public double[] BiasInitializerArguments { get; set; } = [];

    /// <summary>Adds this factor times Σ|w| over the bias to the loss.</summary>
    public double BiasL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the bias to the loss.</summary>
    public double BiasL2 { get; set; }

    /// <summary>What the bias is held to after every step of training.</summary>
    public Constraint BiasConstraint { get; set; }

    /// <summary>Numbers for the constraint of the bias; see <see cref="Constraint"/>.</summary>
    public double[] BiasConstraintArguments { get; set; } = [];

    /// <summary>Adds this factor times the mean over samples of Σ|y| over the output to the loss.</summary>
    public double ActivityL1 { get; set; }

    /// <summary>Adds this factor times the mean over samples of Σy² over the output to the loss.</summary>
    public double ActivityL2 { get; set; }
}

/// <summary>Whether a recurrent layer reads a sequence both ways (Schuster and Paliwal 1997), and how it merges what both give; Keras's <c>merge_mode</c>.</summary>
public enum Bidirectional
{
    /// <summary>One way.</summary>
    No,

    /// <summary>Both ways, one output behind the other: 2 units.</summary>
    Concat,

    /// <summary>Both ways, summed.</summary>
    Sum,

    /// <summary>Both ways, multiplied.</summary>
    Mul,

    /// <summary>Both ways, averaged.</summary>
    Ave,
}
