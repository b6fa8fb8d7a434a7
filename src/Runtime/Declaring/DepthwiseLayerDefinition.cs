namespace Compiled;

/// <summary>What layers share that begin with a depthwise convolution: each channel is convolved with filters of its own.</summary>
/// <param name="kernelSize">The window's size: one number for all spatial axes, or one for each.</param>
public abstract class DepthwiseLayerDefinition(int[] kernelSize) : BiasedLayerDefinition
{
    /// <summary>The window's size: one number for all spatial axes, or one for each.</summary>
    public int[] KernelSize { get; } = kernelSize;

    /// <summary>How many filters each channel has; positive.</summary>
    public int DepthMultiplier { get; set; } = 1;

    /// <summary>How far the window moves for the next output: one number for all spatial axes, or one for each.</summary>
    public int[] Strides { get; set; } = [1];

    /// <summary>What lies around the input.</summary>
    public Padding Padding { get; set; }

    /// <summary>The distance of neighbouring positions of the window: one number for all spatial axes, or one for each.</summary>
    public int[] DilationRate { get; set; } = [1];

    /// <summary>How the depthwise kernel begins.</summary>
    public Initializer DepthwiseInitializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>Numbers for the initializer of the depthwise kernel; see <see cref="Initializer"/>.</summary>
    public double[] DepthwiseInitializerArguments { get; set; } = [];

    /// <summary>Adds this factor times Σ|w| over the depthwise kernel to the loss.</summary>
    public double DepthwiseL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the depthwise kernel to the loss.</summary>
    public double DepthwiseL2 { get; set; }

    /// <summary>What the depthwise kernel is held to after every step.</summary>
    public Constraint DepthwiseConstraint { get; set; }

    /// <summary>Numbers for the constraint of the depthwise kernel; see <see cref="Constraint"/>.</summary>
    public double[] DepthwiseConstraintArguments { get; set; } = [];
}
