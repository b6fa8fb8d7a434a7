namespace Compiled;

/// <summary>Brings each feature to mean 0 and standard deviation 1; a feature that never changes becomes 0.</summary>
public sealed class StandardScaler : FeatureScaler
{
    internal StandardScaler(float[] offsets, float[] scales)
        : base(offsets, scales)
    {
    }

    private StandardScaler(FeatureStatistics statistics)
        : this(statistics.Means, [.. statistics.Deviations.Select(deviation => deviation > 0 ? deviation : 1)])
    {
    }

    /// <summary>Learns from the values of one feature, for example a series in time.</summary>
    /// <param name="values">The training part alone.</param>
    /// <exception cref="ArgumentException">There is no known value.</exception>
    public static StandardScaler Fit(ReadOnlySpan<float> values) => new(FeatureStatistics.Of(values));

    /// <summary>Learns from samples by features.</summary>
    /// <param name="samples">The training part alone.</param>
    /// <exception cref="ArgumentException">A feature has no known value.</exception>
    public static StandardScaler Fit(float[,] samples) => new(FeatureStatistics.Of(samples));

    /// <summary>Learns from an input of a dataset, whose features lie along the last axis.</summary>
    /// <param name="train">The training part alone.</param>
    /// <param name="input">Which input.</param>
    /// <exception cref="ArgumentException">A feature has no known value.</exception>
    public static StandardScaler Fit(Dataset train, int input = 0) => new(FeatureStatistics.Of(train, input));
}
