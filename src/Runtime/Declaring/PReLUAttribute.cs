namespace Compiled;

/// <summary>x where positive, else alpha · x with alpha learned, one for each value of a sample (He et al. 2015).</summary>
public sealed class PReLUAttribute : LayerDefinition
{
    /// <summary>Axes along which alpha is shared, numbered from 1, batch left out.</summary>
    public int[] SharedAxes { get; set; } = [];

    /// <summary>How the slopes begins.</summary>
    public Initializer AlphaInitializer { get; set; } = Initializer.Zeros;

    /// <summary>Numbers for the initializer of the slopes; see <see cref="Initializer"/>.</summary>
    public double[] AlphaInitializerArguments { get; set; } = [];

    /// <summary>Adds this factor times Σ|w| over the slopes to the loss.</summary>
    public double AlphaL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the slopes to the loss.</summary>
    public double AlphaL2 { get; set; }

    /// <summary>What the slopes is held to after every step.</summary>
    public Constraint AlphaConstraint { get; set; }

    /// <summary>Numbers for the constraint of the slopes; see <see cref="Constraint"/>.</summary>
    public double[] AlphaConstraintArguments { get; set; } = [];
}
