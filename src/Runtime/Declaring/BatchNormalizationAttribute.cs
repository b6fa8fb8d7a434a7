namespace Compiled;

/// <summary>Normalizes along an axis over all others with the mean and variance of the batch, and keeps moving averages of both for predictions (Ioffe and Szegedy 2015). Gamma, beta, moving mean and moving variance have the size of the axis. A frozen layer uses its moving averages while training, too.</summary>
public sealed class BatchNormalizationAttribute : NormalizationDefinition
{
    /// <summary>The share of a moving average that stays at each training step.</summary>
    public double Momentum { get; set; } = 0.99;

    /// <summary>The axis that keeps a mean of its own for each index; negative counts from the end. Not the batch.</summary>
    public int Axis { get; set; } = -1;

    /// <summary>How the moving mean begins.</summary>
    public Initializer MovingMeanInitializer { get; set; } = Initializer.Zeros;

    /// <summary>Numbers for the initializer of the moving mean; see <see cref="Initializer"/>.</summary>
    public double[] MovingMeanInitializerArguments { get; set; } = [];

    /// <summary>How the moving variance begins.</summary>
    public Initializer MovingVarianceInitializer { get; set; } = Initializer.Ones;

    /// <summary>Numbers for the initializer of the moving variance; see <see cref="Initializer"/>.</summary>
    public double[] MovingVarianceInitializerArguments { get; set; } = [];
}
