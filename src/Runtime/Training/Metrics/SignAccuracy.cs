namespace Compiled;

/// <summary>The share of values with the sign of their target, where targets are −1 or 0 for no and 1 for yes.</summary>
internal sealed class SignAccuracy(string name) : MeanMetric(name)
{
    protected override double OfSample(in MetricValues values, int sample)
    {
        int right = 0;
        for (int i = 0; i < values.PredictionLength; i++)
        {
            float prediction = values.Predictions[(sample * values.PredictionLength) + i];
            right += !float.IsNaN(prediction) && prediction > 0 == values.Target(sample, i) > 0 ? 1 : 0;
        }

        return (double)right / values.PredictionLength;
    }
}
