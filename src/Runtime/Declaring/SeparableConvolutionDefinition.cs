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

    /// <summary>Numbers for the initializer of the pointwise kernel; see <see cref="Initializer"/>.</summary>
    public double[] PointwiseInitializerArguments { get; set; } = [];

    /// <summary>Adds this factor times Σ|w| over the pointwise kernel to the loss.</summary>
    public double PointwiseL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the pointwise kernel to the loss.</summary>
    public double PointwiseL2 { get; set; }

    /// <summary>What the pointwise kernel is held to after every step.</summary>
    public Constraint PointwiseConstraint { get; set; }

    /// <summary>Numbers for the constraint of the pointwise kernel; see <see cref="Constraint"/>.</summary>
    public double[] PointwiseConstraintArguments { get; set; } = [];
}
