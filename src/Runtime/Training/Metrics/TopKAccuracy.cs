namespace Compiled;

/// <summary>The share of rows where fewer than k predictions exceed that of the true class.</summary>
internal sealed class TopKAccuracy(string name, int k) : MeanMetric(name)
{
    protected override double OfSample(in MetricValues values, int sample)
    {
        int rows = values.PredictionLength / values.Classes, right = 0;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> predictions = values.Predictions.Slice((sample * values.PredictionLength) + (row * values.Classes), values.Classes);
            float own = predictions[values.Class(sample, row)];
            int larger = 0;
            foreach (float prediction in predictions)
            {
                larger += prediction > own ? 1 : 0;
            }

            right += larger < k && !float.IsNaN(own) ? 1 : 0;
        }

        return (double)right / rows;
    }
}
