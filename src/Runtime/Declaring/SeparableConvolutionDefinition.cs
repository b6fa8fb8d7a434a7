namespace Compiled;

/// <summary>What separable convolutions over one and two spatial axes share: a depthwise convolution, then a dense layer at each position (Chollet 2017).</summary>
/// <param name="filters">The size of the last axis of the output; positive.</param>
/// <param name="kernelSize">The window's size: one number for all spatial axes, or one for each.</param>
public abstract class SeparableConvolutionDefinition(int filters, int[] kernelSize) : DepthwiseLayerDefinition(kernelSize)
{
    /// <summary>The size of the last axis of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>How the pointwise kernel begins.</summary>
    public Initializer PointwiseInitializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>The value that <see cref="Initializer.Constant"/> gives.</summary>
    public double PointwiseInitializerValue { get; set; }

    /// <summary>The mean of the initializers that draw from a given distribution: <see cref="Initializer.RandomNormal"/>, <see cref="Initializer.RandomUniform"/>, <see cref="Initializer.TruncatedNormal"/>.</summary>
    public double PointwiseInitializerMean { get; set; }

    /// <summary>How far the initializer spreads, or the gain of a matrix: see <see cref="Initializer"/> for what it scales and its default there.</summary>
    public double PointwiseInitializerScale { get; set; }

    /// <summary>The connections that <see cref="Initializer.VarianceScaling"/> divides by.</summary>
    public Fan PointwiseInitializerFan { get; set; }

    /// <summary>What <see cref="Initializer.VarianceScaling"/> draws from.</summary>
    public Distribution PointwiseInitializerDistribution { get; set; }

    /// <summary>Adds this factor times Σ|w| over the pointwise kernel to the loss.</summary>
    public double PointwiseL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the pointwise kernel to the loss.</summary>
    public double PointwiseL2 { get; set; }

    /// <summary>What the pointwise kernel is held to after every step.</summary>
    public Constraint PointwiseConstraint { get; set; }

    /// <summary>The smallest norm that <see cref="Constraint.MinMaxNorm"/> leaves.</summary>
    public double PointwiseConstraintMinimum { get; set; }

    /// <summary>The largest norm that <see cref="Constraint.MaxNorm"/> (by default 2) and <see cref="Constraint.MinMaxNorm"/> (by default 1) leave.</summary>
    public double PointwiseConstraintMaximum { get; set; }

    /// <summary>The share of the way to its bounds that <see cref="Constraint.MinMaxNorm"/> takes a norm at each step.</summary>
    public double PointwiseConstraintRate { get; set; } = 1;
}
