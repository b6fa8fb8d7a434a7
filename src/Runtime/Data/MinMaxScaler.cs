namespace Compiled;

/// <summary>Brings each feature's least value to 0 and its greatest to 1, or to other bounds; a feature that never changes becomes the lower one.</summary>
public sealed class MinMaxScaler : FeatureScaler
{
    internal MinMaxScaler(float[] offsets, float[] scales)
        : base(offsets, scales)
    {
    }

    /// <summary>Learns from the values of one feature, for example a series in time.</summary>
    /// <param name="values">The training part alone.</param>
    /// <inheritdoc cref="Fit(float[,], float, float)"/>
    public static MinMaxScaler Fit(ReadOnlySpan<float> values, float minimum = 0, float maximum = 1)
        => Create(FeatureStatistics.Of(values), minimum, maximum);

    /// <summary>Learns from samples by features.</summary>
    /// <param name="samples">The training part alone.</param>
    /// <param name="minimum">What each feature's least value becomes.</param>
    /// <param name="maximum">What each feature's greatest value becomes; above <paramref name="minimum"/>.</param>
    /// <exception cref="ArgumentException">A feature has no known value, or the bounds are not in order.</exception>
    public static MinMaxScaler Fit(float[,] samples, float minimum = 0, float maximum = 1)
        => Create(FeatureStatistics.Of(samples), minimum, maximum);

    /// <summary>Learns from an input of a dataset, whose features lie along the last axis.</summary>
    /// <param name="train">The training part alone.</param>
    /// <param name="input">Which input.</param>
    /// <inheritdoc cref="Fit(float[,], float, float)"/>
    public static MinMaxScaler Fit(Dataset train, int input = 0, float minimum = 0, float maximum = 1)
        => Create(FeatureStatistics.Of(train, input), minimum, maximum);

    private static MinMaxScaler Create(FeatureStatistics statistics, float minimum, float maximum)
    {
        if (!(minimum < maximum))
        {
            throw new ArgumentException($"The lower bound {minimum} is not below the upper one, {maximum}.", nameof(minimum));
        }

        float[] scales = [.. statistics.Maxima.Zip(statistics.Minima, (high, low) => high > low ? (high - low) / (maximum - minimum) : 1)];
        float[] offsets = [.. statistics.Minima.Zip(scales, (low, scale) => low - (minimum * scale))];
        return new(offsets, scales);
    }
}
