namespace Compiled;

/// <summary>The root of the mean of (prediction − target)² over all samples.</summary>
internal sealed class RootMeanSquaredErrorMetric(string name) : MeanSquaredErrorMetric(name)
{
    public override float Result => MathF.Sqrt(base.Result);
}
