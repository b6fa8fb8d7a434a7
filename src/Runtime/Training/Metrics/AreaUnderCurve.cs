namespace Compiled;

/// <summary>
/// The area under the receiver operating characteristic as Keras approximates it: true and false positive rates at 200 thresholds,
/// 0 and 1 stretched by 1e-7, joined by straight lines. Predictions are probabilities.
/// </summary>
internal sealed class AreaUnderCurve(string name) : MetricAccumulator(name)
{
    private const int Thresholds = 200;
    private const double Margin = 1e-7;

    // By the number of thresholds below a prediction: weights of actual positives and negatives.
    private readonly double[] _positives = new double[Thresholds + 1];
    private readonly double[] _negatives = new double[Thresholds + 1];
    private bool _hasNaN;

    public override float Result
    {
        get
        {
            double allPositives = _positives.Sum(), allNegatives = _negatives.Sum();
            if (_hasNaN || allPositives + allNegatives == 0)
            {
                return float.NaN;
            }

            // From the highest threshold down, above which nothing lies.
            double area = 0, truePositives = 0, falsePositives = 0, height = 0, right = 0;
            for (int threshold = Thresholds - 1; threshold >= 0; threshold--)
            {
                truePositives += _positives[threshold + 1];
                falsePositives += _negatives[threshold + 1];
                double nextHeight = allPositives == 0 ? 0 : truePositives / allPositives;
                double nextRight = allNegatives == 0 ? 0 : falsePositives / allNegatives;
                area += (nextRight - right) * (height + nextHeight) / 2;
                (height, right) = (nextHeight, nextRight);
            }

            return (float)area;
        }
    }

    public override void Reset()
    {
        _positives.AsSpan().Clear();
        _negatives.AsSpan().Clear();
        _hasNaN = false;
    }

    public override void Add(in MetricValues values)
    {
        for (int sample = 0; sample < values.Samples; sample++)
        {
            float weight = values.Weight(sample);
            for (int i = 0; i < values.PredictionLength && weight != 0; i++)
            {
                float prediction = values.Predictions[(sample * values.PredictionLength) + i];
                if (float.IsNaN(prediction))
                {
                    _hasNaN = true;
                    continue;
                }

                double[] side = values.Target(sample, i) > 0.5f ? _positives : _negatives;
                side[ThresholdsBelow(prediction)] += weight;
            }
        }
    }

    // Threshold 0 is −margin, threshold k is k / 199, threshold 199 is 1 + margin.
    private static int ThresholdsBelow(float prediction)
    {
        const int Last = Thresholds - 1;
        if (prediction <= -Margin)
        {
            return 0;
        }

        if (prediction > 1 + Margin)
        {
            return Thresholds;
        }

        // Comparing in single precision as Keras does decides predictions that lie on a threshold.
        int below = Math.Clamp((int)(prediction * Last) - 1, 0, Last - 1);
        while (below < Last - 1 && prediction > (float)((below + 1.0) / Last))
        {
            below++;
        }

        return below + 1;
    }
}
