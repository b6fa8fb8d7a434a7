namespace Compiled;

/// <summary>Counts of right and wrong yes and no over all values, predictions above a threshold being a yes.</summary>
internal abstract class ConfusionMetric(string name, float threshold) : MetricAccumulator(name)
{
    protected double TruePositives { get; private set; }

    protected double FalsePositives { get; private set; }

    protected double FalseNegatives { get; private set; }

    public override void Reset() => TruePositives = FalsePositives = FalseNegatives = 0;

    public override void Add(in MetricValues values)
    {
        for (int sample = 0; sample < values.Samples; sample++)
        {
            float weight = values.Weight(sample);
            for (int i = 0; i < values.PredictionLength; i++)
            {
                bool predicted = values.Predictions[(sample * values.PredictionLength) + i] > threshold;
                bool actual = values.Target(sample, i) > 0.5f;
                TruePositives += predicted && actual ? weight : 0;
                FalsePositives += predicted && !actual ? weight : 0;
                FalseNegatives += !predicted && actual ? weight : 0;
            }
        }
    }

    // As in Keras, nothing of nothing is 0.
    protected static float Share(double part, double whole) => whole == 0 ? 0 : (float)(part / whole);
}
