namespace Compiled;

/// <summary>The harmonic mean of precision and recall.</summary>
internal sealed class F1Metric(string name, float threshold) : ConfusionMetric(name, threshold)
{
    public override float Result => Share(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);
}
