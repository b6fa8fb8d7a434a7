namespace Compiled;

/// <summary>True positives over actual positives.</summary>
internal sealed class RecallMetric(string name, float threshold) : ConfusionMetric(name, threshold)
{
    public override float Result => Share(TruePositives, TruePositives + FalseNegatives);
}
