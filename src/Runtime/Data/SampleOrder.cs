namespace Compiled;

/// <summary>
/// What a data set knows of its samples: how they follow each other, since layers that keep states go on from a sample to the one a batch behind
/// it, and whether their last part is one to validate on.
/// </summary>
/// <param name="Span">The steps that a sample reads; 0 where that is not known.</param>
/// <param name="Stride">How many steps a sample begins after the one before, in the order that <see cref="Sequences.Interleave"/> was given.</param>
internal sealed record SampleOrder(long Span = 0, long Stride = 0)
{
    /// <summary>Samples one class after the other.</summary>
    public static SampleOrder ByClass { get; } = new() { IsByClass = true };

    /// <summary>Samples in the order of their lengths.</summary>
    public static SampleOrder ByLength { get; } = new() { Mixed = "they are put together by their lengths. Leave SequenceOptions.BucketBatches out" };

    /// <summary>Why no sample goes on from another, and what to do about it; null where they may.</summary>
    public string? Mixed { get; init; }

    /// <summary>Whether the samples lie class by class, so that the last part of them has few of the classes.</summary>
    public bool IsByClass { get; init; }

    /// <summary>Whether the samples are varied in each epoch, so that none of them is what a network is to be judged by.</summary>
    public bool IsVaried { get; init; }

    /// <summary>The batch size that the samples are laid side by side for; null where they are not.</summary>
    public int? InterleavedBatchSize { get; init; }

    /// <summary>The order of samples after a seed has mixed them.</summary>
    public static SampleOrder Shuffled(SampleOrder? before)
        => new() { Mixed = "they are shuffled. Leave their Shuffle out", IsVaried = before is { IsVaried: true } };

    /// <summary>The order of windows cut from samples, each of so many steps and one after the other.</summary>
    public static SampleOrder Cut(SampleOrder? before, int length)
        => new(length, length) { IsByClass = before is { IsByClass: true }, IsVaried = before is { IsVaried: true } };

    /// <summary>Why the samples of a batch do not go on where those of the batch before ended, and what to do about it; null where they do, or nothing is known.</summary>
    public string? Discontinuity(int batchSize)
    {
        long begins = Stride * (InterleavedBatchSize is null ? batchSize : 1);
        if (Mixed is not null || Span == 0 || begins == Span)
        {
            return Mixed;
        }

        string beside = $"side by side with Sequences.Interleave(data, {batchSize})";
        string advice = Stride == Span ? $"Lay them {beside}"
            : InterleavedBatchSize is null && batchSize > 1 ? $"Cut windows with a stride of {Span}, and lay them {beside}"
            : $"Cut windows with a stride of {Span}";
        return $"each reads {Wording.Count(Span, "step")}, and the one at its place of the next batch begins {Wording.Count(begins, "step")} after its first. {advice}";
    }
}
