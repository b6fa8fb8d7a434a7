namespace Compiled;

/// <summary>The share of rows whose true class has the largest prediction; the targets are labels or one-hot. Of equal predictions the first counts as the largest.</summary>
internal sealed class CategoricalAccuracy(string name) : MeanMetric(name)
{
    protected override double OfSample(in MetricValues values, int sample)
    {
        int rows = values.PredictionLength / values.Classes, right = 0;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> predictions = values.Predictions.Slice((sample * values.PredictionLength) + (row * values.Classes), values.Classes);
            right += FirstMaximum(predictions) == values.Class(sample, row) ? 1 : 0;
        }

        return (double)right / rows;
    }

    /// <summary>The place of the largest value, −1 where one is NaN: a diverged model is not right by chance.</summary>
    public static int FirstMaximum(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]))
            {
                return -1;
            }

            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
