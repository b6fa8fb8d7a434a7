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

    /// <summary>Numbers for the initializer of the bias; see <see cref="Initializer"/>.</summary>
    public double[] BiasInitializerArguments { get; set; } = [];

    /// <summary>Adds this factor times Σ|w| over the bias to the loss.</summary>
    public double BiasL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the bias to the loss.</summary>
    public double BiasL2 { get; set; }

    /// <summary>What the bias is held to after every step.</summary>
    public Constraint BiasConstraint { get; set; }

    /// <summary>Numbers for the constraint of the bias; see <see cref="Constraint"/>.</summary>
    public double[] BiasConstraintArguments { get; set; } = [];

    /// <summary>Adds this factor times the mean over samples of Σ|y| over the output to the loss.</summary>
    public double ActivityL1 { get; set; }

    /// <summary>Adds this factor times the mean over samples of Σy² over the output to the loss.</summary>
    public double ActivityL2 { get; set; }
}
