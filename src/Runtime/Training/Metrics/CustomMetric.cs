namespace Compiled;

/// <summary>The mean of the per-sample values of a metric that the user wrote and the program computes.</summary>
internal sealed class CustomMetric(string name) : MeanMetric(name)
{
    protected override double OfSample(in MetricValues values, int sample) => values.Custom[sample];
}
