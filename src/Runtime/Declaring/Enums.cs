namespace Compiled;

/// <summary>The nonlinearity after a layer.</summary>
public enum Activation
{
    /// <summary>x itself.</summary>
    Linear,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>1 / (1 + e^−x).</summary>
    Sigmoid,

    /// <summary>x / 5 + 1 / 2, clipped to [0, 1]: the formula of Keras 2. Keras 3 has relu6(x + 3) / 6 under this name, which is less steep.</summary>
    HardSigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>e^x over its sum along the last axis.</summary>
    Softmax,

    /// <summary>log(1 + e^x).</summary>
    Softplus,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>x where positive, else e^x − 1.</summary>
    Elu,

    /// <summary>Scaled ELU with the constants of Klambauer et al. 2017.</summary>
    Selu,

    /// <summary>e^x.</summary>
    Exponential,

    /// <summary>x Φ(x), exactly, with the error function.</summary>
    Gelu,

    /// <summary>x sigmoid(x), also called swish.</summary>
    Silu,

    /// <summary>x tanh(softplus(x)).</summary>
    Mish,

    /// <summary>x clipped to [0, 6].</summary>
    Relu6,

    /// <summary>x where positive, else 0.2 x.</summary>
    LeakyRelu,
}

/// <summary>What lies around the input of a layer with windows.</summary>
public enum Padding
{
    /// <summary>Nothing: windows stay inside.</summary>
    Valid,

    /// <summary>As much as gives ⌈length / stride⌉ windows, half of it before and, where it is odd, one more behind, as in TensorFlow.</summary>
    Same,

    /// <summary>As much before as no output needs to see what comes after it. For sequences alone.</summary>
    Causal,
}

/// <summary>How values between those of an image are found when its size changes. Pixels are squares whose centres lie at halves.</summary>
public enum Interpolation
{
    /// <summary>The value of the pixel that holds the new centre.</summary>
    Nearest,

    /// <summary>On straight lines between the nearest centres, axis by axis.</summary>
    Bilinear,
}

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

/// <summary>How a weight begins. In brackets: what <c>…InitializerMean</c>, <c>…InitializerScale</c> and so on set, with their defaults.</summary>
public enum Initializer
{
    /// <summary>All 0.</summary>
    Zeros,

    /// <summary>All 1.</summary>
    Ones,

    /// <summary>All the same [value = 0].</summary>
    Constant,

    /// <summary>Normal [mean = 0, scale = 0.05, the standard deviation].</summary>
    RandomNormal,

    /// <summary>Uniform between mean − scale and mean + scale [mean = 0, scale = 0.05].</summary>
    RandomUniform,

    /// <summary>Normal, redrawn beyond two standard deviations [mean = 0, scale = 0.05, the standard deviation].</summary>
    TruncatedNormal,

    /// <summary>Of variance scale / fan [scale = 1, fan = in, distribution = truncated normal].</summary>
    VarianceScaling,

    /// <summary>Truncated normal of variance 2 / (fan in + fan out) (Glorot and Bengio 2010).</summary>
    GlorotNormal,

    /// <summary>Uniform of variance 2 / (fan in + fan out) (Glorot and Bengio 2010).</summary>
    GlorotUniform,

    /// <summary>Truncated normal of variance 2 / fan in (He et al. 2015).</summary>
    HeNormal,

    /// <summary>Uniform of variance 2 / fan in (He et al. 2015).</summary>
    HeUniform,

    /// <summary>Truncated normal of variance 1 / fan in (LeCun et al. 1998).</summary>
    LecunNormal,

    /// <summary>Uniform of variance 1 / fan in (LeCun et al. 1998).</summary>
    LecunUniform,

    /// <summary>Orthonormal rows or columns (Saxe et al. 2013), times a gain [scale = 1].</summary>
    Orthogonal,

    /// <summary>The identity matrix, times a gain [scale = 1].</summary>
    Identity,
}

/// <summary>What a weight is held to after every step. In brackets: what <c>…ConstraintMinimum</c> and so on set, with their defaults; norms are over all axes but the last.</summary>
public enum Constraint
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Norm at most [maximum = 2].</summary>
    MaxNorm,

    /// <summary>No value below zero.</summary>
    NonNeg,

    /// <summary>Norm one.</summary>
    UnitNorm,

    /// <summary>Norm between [minimum = 0, maximum = 1, rate = 1].</summary>
    MinMaxNorm,
}
