namespace Compiled;

/// <summary>What one output of a batch gives to metrics. Values are laid out sample by sample.</summary>
internal ref struct MetricValues
{
    public int Samples;

    /// <summary>Predictions of all samples, <see cref="PredictionLength"/> each.</summary>
    public ReadOnlySpan<float> Predictions;

    public int PredictionLength;

    /// <summary>The size of the last axis of a prediction: classes, for classifiers.</summary>
    public int Classes;

    /// <summary>Targets of all samples, <see cref="TargetLength"/> each; empty where they are labels.</summary>
    public ReadOnlySpan<float> Targets;

    /// <summary>Class labels of all samples, <see cref="TargetLength"/> each; empty where targets are floats.</summary>
    public ReadOnlySpan<int> Labels;

    public int TargetLength;

    /// <summary>One factor a sample; empty for 1 each.</summary>
    public ReadOnlySpan<float> Weights;

    /// <summary>Per-sample values of a custom metric.</summary>
    public ReadOnlySpan<float> Custom;

    public readonly float Weight(int sample) => Weights.IsEmpty ? 1 : Weights[sample];

    /// <summary>The target of a prediction's element; labels count as one-hot where a sample has fewer of them than predictions.</summary>
    public readonly float Target(int sample, int element)
    {
        if (Labels.IsEmpty)
        {
            return Targets[(sample * TargetLength) + element];
        }

        return TargetLength == PredictionLength
            ? Labels[(sample * TargetLength) + element]
            : Labels[(sample * TargetLength) + (element / Classes)] == element % Classes ? 1 : 0;
    }

    /// <summary>The true class of a row of predictions: its label, or where its one-hot target is largest.</summary>
    public readonly int Class(int sample, int row) => Labels.IsEmpty
        ? CategoricalAccuracy.FirstMaximum(Targets.Slice((sample * TargetLength) + (row * Classes), Classes))
        : Labels[(sample * TargetLength) + row];
}
