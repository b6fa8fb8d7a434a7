namespace Compiled;

/// <summary>How batches are made of sequences of different lengths.</summary>
public sealed record SequenceOptions
{
    /// <summary>Longer sequences are cut to so many steps; null takes them whole.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Where a sequence that is shorter than its batch gets zeros: before its first step, as Keras does, or after its last.</summary>
    public SequenceSide Padding { get; init; } = SequenceSide.Pre;

    /// <summary>Where a sequence that is too long loses steps.</summary>
    public SequenceSide Truncating { get; init; } = SequenceSide.Pre;

    /// <summary>
    /// Within so many batches, samples are put together by their lengths, so that little is padded. The batches then come in an order of their own
    /// where the data are shuffled. 0 leaves the samples as they come.
    /// </summary>
    public int BucketBatches { get; init; }

    internal void Validate()
    {
        if (MaxLength is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxLength), MaxLength, "A sequence has at least one step.");
        }

        if (BucketBatches < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(BucketBatches), BucketBatches, "The number of batches is not negative.");
        }
    }
}
