namespace Compiled;

/// <summary>Mean, deviation and range of each feature, gathered sample by sample in double precision (Welford 1962).</summary>
internal sealed class FeatureStatistics
{
    private readonly double[] _means;
    private readonly double[] _squares;
    private readonly long[] _counts;

    private FeatureStatistics(int features)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        _means = new double[features];
        _squares = new double[features];
        _counts = new long[features];
        Minima = [.. Enumerable.Repeat(float.PositiveInfinity, features)];
        Maxima = [.. Enumerable.Repeat(float.NegativeInfinity, features)];
    }

    public float[] Minima { get; }

    public float[] Maxima { get; }

    public float[] Means => [.. _means.Select(mean => (float)mean)];

    /// <summary>Of all samples, not an estimate from some: divided by their number.</summary>
    public float[] Deviations => [.. _squares.Select((squares, feature) => (float)Math.Sqrt(squares / _counts[feature]))];

    /// <summary>No samples yet.</summary>
    public static FeatureStatistics Empty(int features) => new(features);

    /// <summary>Of one feature.</summary>
    public static FeatureStatistics Of(ReadOnlySpan<float> values)
    {
        FeatureStatistics statistics = new(1);
        for (int i = 0; i < values.Length; i++)
        {
            statistics.Add(values.Slice(i, 1));
        }

        return statistics.Checked();
    }

    public static FeatureStatistics Of(float[,] samples)
    {
        FeatureStatistics statistics = new(samples.GetLength(1));
        float[] row = new float[samples.GetLength(1)];
        for (int i = 0; i < samples.GetLength(0); i++)
        {
            for (int feature = 0; feature < row.Length; feature++)
            {
                row[feature] = samples[i, feature];
            }

            statistics.Add(row);
        }

        return statistics.Checked();
    }

    /// <summary>The features lie along the last axis of the input. Steps that are padding do not count.</summary>
    public static FeatureStatistics Of(Dataset dataset, int input)
    {
        TensorSpec spec = dataset.Inputs[input];
        int features = spec.Shape is [.., int last] ? last : 1;
        FeatureStatistics statistics = new(features);
        foreach (Batch batch in dataset.Batches(256))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                ReadOnlySpan<float> values = batch.Inputs[input].OwnFloats(i, batch.OwnRange(i), batch.Steps);
                for (; !values.IsEmpty; values = values[features..])
                {
                    statistics.Add(values[..features]);
                }
            }
        }

        return statistics.Checked();
    }

    public void Add(ReadOnlySpan<float> sample)
    {
        for (int feature = 0; feature < sample.Length; feature++)
        {
            float value = sample[feature];
            if (float.IsNaN(value))
            {
                continue;
            }

            double difference = value - _means[feature];
            _means[feature] += difference / ++_counts[feature];
            _squares[feature] += difference * (value - _means[feature]);
            Minima[feature] = MathF.Min(Minima[feature], value);
            Maxima[feature] = MathF.Max(Maxima[feature], value);
        }
    }

    /// <exception cref="ArgumentException">A feature has no known value.</exception>
    public FeatureStatistics Checked()
    {
        int empty = Array.IndexOf(_counts, 0);
        return empty < 0 ? this : throw new ArgumentException($"Feature {empty} has no known value to fit to.");
    }
}
