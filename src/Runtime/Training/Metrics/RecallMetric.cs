namespace Compiled;

/// <summary>True positives over actual positives.</summary>
internal sealed class RecallMetric(string name) : ConfusionMetric(name)
{
    public override float Result => Share(TruePositives, TruePositives + FalseNegatives);
}
