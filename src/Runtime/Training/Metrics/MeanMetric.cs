namespace Compiled;

/// <summary>A weighted mean of one value for each sample.</summary>
internal abstract class MeanMetric(string name) : MetricAccumulator(name)
{
    private double _sum;
    private double _weight;

    /// <summary>The mean; zero where nothing counted.</summary>
    public override float Result => _weight == 0 ? 0 : (float)(_sum / _weight);

    public override void Reset() => _sum = _weight = 0;

    public override void Add(in MetricValues values)
    {
        for (int sample = 0; sample < values.Samples; sample++)
        {
            // What does not count may hold anything.
            if (values.Weight(sample) is var weight and not 0)
            {
                _sum += weight * OfSample(in values, sample);
                _weight += weight;
            }
        }
    }

    /// <summary>The value of a sample.</summary>
    protected abstract double OfSample(in MetricValues values, int sample);
}
