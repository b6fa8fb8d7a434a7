namespace Compiled;

/// <summary>What is reported beside the loss.</summary>
public enum Metric
{
    /// <summary>The accuracy that fits the loss: binary, categorical or sparse categorical.</summary>
    Accuracy,

    /// <summary>The share of values on the right side of 0.5 (<c>Threshold</c>).</summary>
    BinaryAccuracy,

    /// <summary>The share of samples whose largest prediction is at the target's one.</summary>
    CategoricalAccuracy,

    /// <summary>The share of samples whose largest prediction is at the label.</summary>
    SparseCategoricalAccuracy,

    /// <summary>The share of samples whose one-hot target is among the five (<c>TopK</c>) largest predictions.</summary>
    TopKCategoricalAccuracy,

    /// <summary>The share of samples whose label is among the five (<c>TopK</c>) largest predictions.</summary>
    SparseTopKCategoricalAccuracy,

    /// <summary>True positives over predicted positives, those above 0.5 (<c>Threshold</c>).</summary>
    Precision,

    /// <summary>True positives over actual positives, predictions above 0.5 (<c>Threshold</c>) being positive.</summary>
    Recall,

    /// <summary>The area under the receiver operating characteristic, over 200 thresholds.</summary>
    Auc,

    /// <summary>The harmonic mean of precision and recall.</summary>
    F1Score,

    /// <summary>The mean of (prediction − target)².</summary>
    MeanSquaredError,

    /// <summary>The root of the mean of (prediction − target)² over all samples.</summary>
    RootMeanSquaredError,

    /// <summary>The mean of |prediction − target|.</summary>
    MeanAbsoluteError,

    /// <summary>100 times the mean of |prediction − target| / |target|.</summary>
    MeanAbsolutePercentageError,

    /// <summary>The mean cosine of the angle between prediction and target.</summary>
    CosineSimilarity,
}
