namespace Compiled;

/// <summary>The share of values on the right side of a threshold: 0.5 for probabilities, 0 for logits.</summary>
internal sealed class BinaryAccuracy(string name, float threshold) : MeanMetric(name)
{
    protected override double OfSample(in MetricValues values, int sample)
    {
        int right = 0;
        for (int i = 0; i < values.PredictionLength; i++)
        {
            float prediction = values.Predictions[(sample * values.PredictionLength) + i] > threshold ? 1 : 0;
            right += prediction == values.Target(sample, i) ? 1 : 0;
        }

        return (double)right / values.PredictionLength;
    }
}

/// <summary>The share of values with the sign of their target, where targets are −1 or 0 for no and 1 for yes.</summary>
internal sealed class SignAccuracy(string name) : MeanMetric(name)
{
    protected override double OfSample(in MetricValues values, int sample)
    {
        int right = 0;
        for (int i = 0; i < values.PredictionLength; i++)
        {
            float prediction = values.Predictions[(sample * values.PredictionLength) + i];
            right += !float.IsNaN(prediction) && prediction > 0 == values.Target(sample, i) > 0 ? 1 : 0;
        }

        return (double)right / values.PredictionLength;
    }
}

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
