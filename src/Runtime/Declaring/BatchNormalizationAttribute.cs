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

    /// <summary>The value that <see cref="Initializer.Constant"/> gives.</summary>
    public double MovingMeanInitializerValue { get; set; }

    /// <summary>The mean of the initializers that draw from a given distribution: <see cref="Initializer.RandomNormal"/>, <see cref="Initializer.RandomUniform"/>, <see cref="Initializer.TruncatedNormal"/>.</summary>
    public double MovingMeanInitializerMean { get; set; }

    /// <summary>How far the initializer spreads, or the gain of a matrix: see <see cref="Initializer"/> for what it scales and its default there.</summary>
    public double MovingMeanInitializerScale { get; set; }

    /// <summary>The connections that <see cref="Initializer.VarianceScaling"/> divides by.</summary>
    public Fan MovingMeanInitializerFan { get; set; }

    /// <summary>What <see cref="Initializer.VarianceScaling"/> draws from.</summary>
    public Distribution MovingMeanInitializerDistribution { get; set; }

    /// <summary>How the moving variance begins.</summary>
    public Initializer MovingVarianceInitializer { get; set; } = Initializer.Ones;

    /// <summary>The value that <see cref="Initializer.Constant"/> gives.</summary>
    public double MovingVarianceInitializerValue { get; set; }

    /// <summary>The mean of the initializers that draw from a given distribution: <see cref="Initializer.RandomNormal"/>, <see cref="Initializer.RandomUniform"/>, <see cref="Initializer.TruncatedNormal"/>.</summary>
    public double MovingVarianceInitializerMean { get; set; }

    /// <summary>How far the initializer spreads, or the gain of a matrix: see <see cref="Initializer"/> for what it scales and its default there.</summary>
    public double MovingVarianceInitializerScale { get; set; }

    /// <summary>The connections that <see cref="Initializer.VarianceScaling"/> divides by.</summary>
    public Fan MovingVarianceInitializerFan { get; set; }

    /// <summary>What <see cref="Initializer.VarianceScaling"/> draws from.</summary>
    public Distribution MovingVarianceInitializerDistribution { get; set; }
}
