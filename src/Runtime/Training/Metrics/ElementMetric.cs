namespace Compiled;

/// <summary>The mean over a sample's values of what one prediction and its target give.</summary>
internal abstract class ElementMetric(string name) : MeanMetric(name)
{
    protected sealed override double OfSample(in MetricValues values, int sample)
    {
        double sum = 0;
        for (int i = 0; i < values.PredictionLength; i++)
        {
            sum += OfElement(values.Predictions[(sample * values.PredictionLength) + i], values.Target(sample, i));
        }

        return sum / values.PredictionLength;
    }

    protected abstract double OfElement(double prediction, double target);
}
