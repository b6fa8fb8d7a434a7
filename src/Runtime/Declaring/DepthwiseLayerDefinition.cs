namespace Compiled;

/// <summary>What layers share that begin with a depthwise convolution: each channel is convolved with filters of its own.</summary>
/// <param name="kernelSize">The window's size: one number for all spatial axes, or one for each.</param>
public abstract class DepthwiseLayerDefinition(int[] kernelSize) : BiasedLayerDefinition
{
    /// <summary>The window's size: one number for all spatial axes, or one for each.</summary>
    public int[] KernelSize { get; } = kernelSize;

    /// <summary>How many filters each channel has; positive.</summary>
    public int DepthMultiplier { get; set; } = 1;

    /// <summary>How far the window moves for the next output: one number for all spatial axes, [2], or one for each, [2, 1].</summary>
    public int[] Strides { get; set; } = [1];

    /// <summary>What lies around the input.</summary>
    public Padding Padding { get; set; }

    /// <summary>The distance of neighbouring positions of the window: one number for all spatial axes, [2], or one for each, [2, 1].</summary>
    public int[] DilationRate { get; set; } = [1];

    /// <summary>How the depthwise kernel begins.</summary>
    public Initializer DepthwiseInitializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>The value that <see cref="Initializer.Constant"/> gives.</summary>
    public double DepthwiseInitializerValue { get; set; }

    /// <summary>The mean of the initializers that draw from a given distribution: <see cref="Initializer.RandomNormal"/>, <see cref="Initializer.RandomUniform"/>, <see cref="Initializer.TruncatedNormal"/>.</summary>
    public double DepthwiseInitializerMean { get; set; }

    /// <summary>How far the initializer spreads, or the gain of a matrix: see <see cref="Initializer"/> for what it scales and its default there.</summary>
    public double DepthwiseInitializerScale { get; set; }

    /// <summary>The connections that <see cref="Initializer.VarianceScaling"/> divides by.</summary>
    public Fan DepthwiseInitializerFan { get; set; }

    /// <summary>What <see cref="Initializer.VarianceScaling"/> draws from.</summary>
    public Distribution DepthwiseInitializerDistribution { get; set; }

    /// <summary>Adds this factor times Σ|w| over the depthwise kernel to the loss.</summary>
    public double DepthwiseL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the depthwise kernel to the loss.</summary>
    public double DepthwiseL2 { get; set; }

    /// <summary>What the depthwise kernel is held to after every step.</summary>
    public Constraint DepthwiseConstraint { get; set; }

    /// <summary>The smallest norm that <see cref="Constraint.MinMaxNorm"/> leaves.</summary>
    public double DepthwiseConstraintMinimum { get; set; }

    /// <summary>The largest norm that <see cref="Constraint.MaxNorm"/> (by default 2) and <see cref="Constraint.MinMaxNorm"/> (by default 1) leave.</summary>
    public double DepthwiseConstraintMaximum { get; set; }

    /// <summary>The share of the way to its bounds that <see cref="Constraint.MinMaxNorm"/> takes a norm at each step.</summary>
    public double DepthwiseConstraintRate { get; set; } = 1;
}
