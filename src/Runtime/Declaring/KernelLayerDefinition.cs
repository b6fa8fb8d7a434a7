namespace Compiled;

/// <summary>What layers share that compute activation(x · kernel + bias), whatever their product is.</summary>
public abstract class KernelLayerDefinition : BiasedLayerDefinition
{
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
}
