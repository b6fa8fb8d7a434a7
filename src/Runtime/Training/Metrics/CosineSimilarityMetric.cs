namespace Compiled;

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
