namespace Compiled;

/// <summary>How pictures are brought to a common scale, with the names of Keras's <c>ImageDataGenerator</c>. Steps are done in this order.</summary>
public sealed record ImageStandardizationOptions
{
    /// <summary>What every value is multiplied by first; 1 where pixels are in [0, 1] already.</summary>
    public float Rescale { get; init; } = 1;

    /// <summary>Whether the mean of each picture is taken off its values.</summary>
    public bool SamplewiseCenter { get; init; }

    /// <summary>Whether each picture is divided by its standard deviation; its mean is taken off too.</summary>
    public bool SamplewiseStdNormalization { get; init; }

    /// <summary>Whether the mean of each channel over all pictures is taken off.</summary>
    public bool FeaturewiseCenter { get; init; }

    /// <summary>Whether each channel is divided by its standard deviation over all pictures; its mean is taken off too.</summary>
    public bool FeaturewiseStdNormalization { get; init; }

    /// <summary>
    /// Whether pictures are whitened (zero-phase component analysis, Bell and Sejnowski 1997): multiplied by (E[xxᵀ] + ε)^(−1/2), with x all values of
    /// a picture in a row, so that over all pictures E[xxᵀ] becomes the unit matrix where ε is small beside its eigenvalues. The mean of each channel
    /// is taken off before. As in Keras no mean of each single value is: only where these are zero are the results uncorrelated, with variance 1.
    /// For small pictures: the work is cubic in the number of their values.
    /// </summary>
    public bool ZcaWhitening { get; init; }

    /// <summary>The ε of <see cref="ZcaWhitening"/>: added to each eigenvalue before its root is divided by.</summary>
    public float ZcaEpsilon { get; init; } = 1e-6f;

    internal bool CentersSamples => SamplewiseCenter || SamplewiseStdNormalization;

    internal bool CentersFeatures => FeaturewiseCenter || FeaturewiseStdNormalization || ZcaWhitening;

    /// <exception cref="ArgumentOutOfRangeException">An option is impossible.</exception>
    internal void Check()
    {
        if (!float.IsFinite(Rescale))
        {
            throw new ArgumentOutOfRangeException(nameof(Rescale), $"{nameof(Rescale)} is {Rescale}; it is a finite number");
        }

        if (!(ZcaEpsilon > 0 && float.IsFinite(ZcaEpsilon)))
        {
            throw new ArgumentOutOfRangeException(nameof(ZcaEpsilon), $"{nameof(ZcaEpsilon)} is {ZcaEpsilon}; it is positive");
        }
    }
}
