namespace Compiled;

/// <summary>Normalizes along an axis over all others with the mean and variance of the batch, and keeps moving averages of both for predictions (Ioffe and Szegedy 2015). Gamma, beta, moving mean and moving variance have the size of the axis. A frozen layer uses its moving averages while training, too.</summary>
public sealed class BatchNormalizationAttribute : LayerDefinition
{
    /// <summary>The share of a moving average that stays at each training step.</summary>
    public double Momentum { get; set; } = 0.99;

    /// <summary>Added to the variance before its root.</summary>
    public double Epsilon { get; set; } = 0.001;

    /// <summary>The axis that keeps a mean of its own for each index; negative counts from the end. Not the batch.</summary>
    public int Axis { get; set; } = -1;

    /// <summary>Whether beta is added.</summary>
    public bool Center { get; set; } = true;

    /// <summary>Whether the result is multiplied by gamma.</summary>
    public bool Scale { get; set; } = true;

    /// <summary>How the gamma begins.</summary>
    public Initializer GammaInitializer { get; set; } = Initializer.Ones;

    /// <summary>Numbers for the initializer of the gamma; see <see cref="Initializer"/>.</summary>
    public double[] GammaInitializerArguments { get; set; } = [];

    /// <summary>Adds this factor times Σ|w| over the gamma to the loss.</summary>
    public double GammaL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the gamma to the loss.</summary>
    public double GammaL2 { get; set; }

    /// <summary>What the gamma is held to after every step.</summary>
    public Constraint GammaConstraint { get; set; }

    /// <summary>Numbers for the constraint of the gamma; see <see cref="Constraint"/>.</summary>
    public double[] GammaConstraintArguments { get; set; } = [];

    /// <summary>How the beta begins.</summary>
    public Initializer BetaInitializer { get; set; } = Initializer.Zeros;

    /// <summary>Numbers for the initializer of the beta; see <see cref="Initializer"/>.</summary>
    public double[] BetaInitializerArguments { get; set; } = [];

    /// <summary>Adds this factor times Σ|w| over the beta to the loss.</summary>
    public double BetaL1 { get; set; }

    /// <summary>Adds this factor times Σw² over the beta to the loss.</summary>
    public double BetaL2 { get; set; }

    /// <summary>What the beta is held to after every step.</summary>
    public Constraint BetaConstraint { get; set; }

    /// <summary>Numbers for the constraint of the beta; see <see cref="Constraint"/>.</summary>
    public double[] BetaConstraintArguments { get; set; } = [];

    /// <summary>How the moving mean begins.</summary>
    public Initializer MovingMeanInitializer { get; set; } = Initializer.Zeros;

    /// <summary>Numbers for the initializer of the moving mean; see <see cref="Initializer"/>.</summary>
    public double[] MovingMeanInitializerArguments { get; set; } = [];

    /// <summary>How the moving variance begins.</summary>
    public Initializer MovingVarianceInitializer { get; set; } = Initializer.Ones;

    /// <summary>Numbers for the initializer of the moving variance; see <see cref="Initializer"/>.</summary>
    public double[] MovingVarianceInitializerArguments { get; set; } = [];
}
