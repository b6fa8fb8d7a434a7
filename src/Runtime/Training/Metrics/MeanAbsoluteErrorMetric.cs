namespace Compiled;

/// <summary>The mean of |prediction − target|.</summary>
internal sealed class MeanAbsoluteErrorMetric(string name) : ElementMetric(name)
{
    protected override double OfElement(double prediction, double target) => Math.Abs(prediction - target);
}
