namespace Compiled;

/// <summary>Passes its input on and adds to the loss the mean over samples of L1 Σ|x| + L2 Σx².</summary>
public sealed class ActivityRegularizationAttribute : LayerDefinition
{
    /// <summary>The factor of Σ|x|.</summary>
    public double L1 { get; set; }

    /// <summary>The factor of Σx².</summary>
    public double L2 { get; set; }
}
