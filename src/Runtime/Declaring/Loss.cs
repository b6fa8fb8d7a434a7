namespace Compiled;

/// <summary>What training minimises. Each is a mean over samples.</summary>
public enum Loss
{
    /// <summary>No loss: the model predicts, but is not trained.</summary>
    None,

    /// <summary>The mean of (prediction − target)².</summary>
    MeanSquaredError,

    /// <summary>The mean of |prediction − target|.</summary>
    MeanAbsoluteError,

    /// <summary>100 times the mean of |prediction − target| / max(|target|, 1e-7).</summary>
    MeanAbsolutePercentageError,

    /// <summary>The mean of (log(1 + prediction) − log(1 + target))², both clipped below at 1e-7.</summary>
    MeanSquaredLogarithmicError,

    /// <summary>Squared near zero, linear beyond 1 (<c>HuberDelta</c>).</summary>
    Huber,

    /// <summary>The mean of log(cosh(prediction − target)).</summary>
    LogCosh,

    /// <summary>Cross-entropy of probabilities with targets 0 or 1 each.</summary>
    BinaryCrossentropy,

    /// <summary>The same from logits: the sigmoid is part of the loss.</summary>
    BinaryCrossentropyFromLogits,

    /// <summary>Cross-entropy of a distribution with one-hot targets.</summary>
    CategoricalCrossentropy,

    /// <summary>The same from logits: the softmax is part of the loss.</summary>
    CategoricalCrossentropyFromLogits,

    /// <summary>Cross-entropy of a distribution with integer labels.</summary>
    SparseCategoricalCrossentropy,

    /// <summary>The same from logits: the softmax is part of the loss.</summary>
    SparseCategoricalCrossentropyFromLogits,

    /// <summary>The mean of max(1 − target · prediction, 0); targets −1 or 1 (0 counts as −1).</summary>
    Hinge,

    /// <summary>The mean of max(1 − target · prediction, 0)².</summary>
    SquaredHinge,

    /// <summary>max(0, 1 + the best wrong score − the right score), targets one-hot.</summary>
    CategoricalHinge,

    /// <summary>The mean of prediction − target · log(prediction).</summary>
    Poisson,

    /// <summary>The sum of target · log(target / prediction), both clipped to [1e-7, 1].</summary>
    KullbackLeiblerDivergence,

    /// <summary>Minus the cosine of the angle between prediction and target.</summary>
    CosineSimilarity,
}
