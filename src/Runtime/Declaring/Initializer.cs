namespace Compiled;

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
