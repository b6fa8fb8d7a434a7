namespace Compiled;

/// <summary>True positives over predicted positives.</summary>
internal sealed class PrecisionMetric(string name, float threshold) : ConfusionMetric(name, threshold)
{
    public override float Result => Share(TruePositives, TruePositives + FalsePositives);
}
