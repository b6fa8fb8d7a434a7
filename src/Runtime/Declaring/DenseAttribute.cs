namespace Compiled;

/// <summary>A fully connected layer: activation(x · kernel + bias) along the last axis. Kernel (inputs, units), bias (units).</summary>
/// <param name="units">The size of the last axis of the output; positive.</param>
public sealed class DenseAttribute(int units) : LayerDefinition
{
    /// <summary>The size of the last axis of the output.</summary>
    public int Units { get; } = units;

    /// <summary>Applied to the result.</summary>
    public Activation Activation { get; set; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>How the kernel begins.</summary>
    public Initializer KernelInitializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>Numbers for the initializer of the kernel; see <see cref="Initializer"/>.</summary>
    public double[] KernelInitializerArguments { get; set; } = [];

    /// <summary>Adds this factor times Σ|w| over the kernel to the loss.</summary>
    public double KernelL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the kernel to the loss.</summary>
    public double KernelL2 { get; set; }

    /// <summary>What the kernel is held to after every step.</summary>
    public Constraint KernelConstraint { get; set; }

    /// <summary>Numbers for the constraint of the kernel; see <see cref="Constraint"/>.</summary>
    public double[] KernelConstraintArguments { get; set; } = [];

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
