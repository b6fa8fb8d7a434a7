namespace Compiled;

/// <summary>The mean of (prediction − target)².</summary>
internal class MeanSquaredErrorMetric(string name) : ElementMetric(name)
{
    protected override double OfElement(double prediction, double target) => (prediction - target) * (prediction - target);
}
