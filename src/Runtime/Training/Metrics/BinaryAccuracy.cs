namespace Compiled;

/// <summary>The share of values on the right side of a threshold: 0.5 for probabilities, 0 for logits.</summary>
internal sealed class BinaryAccuracy(string name, float threshold) : MeanMetric(name)
{
    protected override double OfSample(in MetricValues values, int sample)
    {
        int right = 0;
        for (int i = 0; i < values.PredictionLength; i++)
        {
            float prediction = values.Predictions[(sample * values.PredictionLength) + i] > threshold ? 1 : 0;
            right += prediction == values.Target(sample, i) ? 1 : 0;
        }

        return (double)right / values.PredictionLength;
    }
}
