namespace Compiled;

/// <summary>True positives over predicted positives.</summary>
internal sealed class PrecisionMetric(string name) : ConfusionMetric(name)
{
    public override float Result => Share(TruePositives, TruePositives + FalsePositives);
}
