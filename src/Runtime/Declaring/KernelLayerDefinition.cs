namespace Compiled;

/// <summary>What layers share that compute activation(x · kernel + bias), whatever their product is.</summary>
public abstract class KernelLayerDefinition : BiasedLayerDefinition
{
    /// <summary>How the kernel begins.</summary>
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

    /// <summary>Adds this factor times Σ|w| over the kernel to the loss.</summary>
    public double KernelL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the kernel to the loss.</summary>
    public double KernelL2 { get; set; }

    /// <summary>What the kernel is held to after every step.</summary>
    public Constraint KernelConstraint { get; set; }

    /// <summary>The smallest norm that <see cref="Constraint.MinMaxNorm"/> leaves.</summary>
    public double KernelConstraintMinimum { get; set; }

    /// <summary>The largest norm that <see cref="Constraint.MaxNorm"/> (by default 2) and <see cref="Constraint.MinMaxNorm"/> (by default 1) leave.</summary>
    public double KernelConstraintMaximum { get; set; }

    /// <summary>The share of the way to its bounds that <see cref="Constraint.MinMaxNorm"/> takes a norm at each step.</summary>
    public double KernelConstraintRate { get; set; } = 1;
}
