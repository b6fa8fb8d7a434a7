namespace Compiled;

/// <summary>The share of values above the threshold where their target is above 0, and below it elsewhere; targets are −1 or 0 for no and 1 for yes.</summary>
internal sealed class SignAccuracy(string name, float threshold) : MeanMetric(name)
{
    protected override double OfSample(in MetricValues values, int sample)
    {
        int right = 0;
        for (int i = 0; i < values.PredictionLength; i++)
        {
            float prediction = values.Predictions[(sample * values.PredictionLength) + i];
            right += !float.IsNaN(prediction) && prediction > threshold == values.Target(sample, i) > 0 ? 1 : 0;
        }

        return (double)right / values.PredictionLength;
    }
}
