namespace Compiled;

/// <summary>The mean over a sample's values of what one prediction and its target give.</summary>
internal abstract class ElementMetric(string name) : MeanMetric(name)
{
    protected sealed override double OfSample(in MetricValues values, int sample)
    {
        double sum = 0;
        for (int i = 0; i < values.PredictionLength; i++)
        {
            sum += OfElement(values.Predictions[(sample * values.PredictionLength) + i], values.Target(sample, i));
        }

        return sum / values.PredictionLength;
    }

    protected abstract double OfElement(double prediction, double target);
}

/// <summary>The mean of (prediction − target)².</summary>
internal class MeanSquaredErrorMetric(string name) : ElementMetric(name)
{
    protected override double OfElement(double prediction, double target) => (prediction - target) * (prediction - target);
}

/// <summary>The root of the mean of (prediction − target)² over all samples.</summary>
internal sealed class RootMeanSquaredErrorMetric(string name) : MeanSquaredErrorMetric(name)
{
    public override float Result => MathF.Sqrt(base.Result);
}

/// <summary>The mean of |prediction − target|.</summary>
internal sealed class MeanAbsoluteErrorMetric(string name) : ElementMetric(name)
{
    protected override double OfElement(double prediction, double target) => Math.Abs(prediction - target);
}

/// <summary>100 times the mean of |prediction − target| / max(|target|, 1e-7).</summary>
internal sealed class MeanAbsolutePercentageErrorMetric(string name) : ElementMetric(name)
{
    protected override double OfElement(double prediction, double target) => 100 * Math.Abs(prediction - target) / Math.Max(Math.Abs(target), 1e-7);
}

/// <summary>The mean cosine of the angle between prediction and target, along the last axis; 0 where one has no length.</summary>
internal sealed class CosineSimilarityMetric(string name) : MeanMetric(name)
{
    // Keras's l2_normalize takes the root of at least this.
    private const double Smallest = 1e-12;

    protected override double OfSample(in MetricValues values, int sample)
    {
        int rows = values.PredictionLength / values.Classes;
        double mean = 0;
        for (int row = 0; row < rows; row++)
        {
            double product = 0, predictionSquare = 0, targetSquare = 0;
            for (int i = row * values.Classes; i < (row + 1) * values.Classes; i++)
            {
                double prediction = values.Predictions[(sample * values.PredictionLength) + i], target = values.Target(sample, i);
                product += prediction * target;
                predictionSquare += prediction * prediction;
                targetSquare += target * target;
            }

            mean += product / Math.Sqrt(Math.Max(predictionSquare, Smallest) * Math.Max(targetSquare, Smallest)) / rows;
        }

        return mean;
    }
}

/// <summary>The mean of the per-sample values of a metric that the user wrote and the program computes.</summary>
internal sealed class CustomMetric(string name) : MeanMetric(name)
{
    protected override double OfSample(in MetricValues values, int sample) => values.Custom[sample];
}
