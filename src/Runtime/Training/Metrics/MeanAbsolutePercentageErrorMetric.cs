namespace Compiled;

/// <summary>100 times the mean of |prediction − target| / max(|target|, 1e-7).</summary>
internal sealed class MeanAbsolutePercentageErrorMetric(string name) : ElementMetric(name)
{
    protected override double OfElement(double prediction, double target) => 100 * Math.Abs(prediction - target) / Math.Max(Math.Abs(target), 1e-7);
}
