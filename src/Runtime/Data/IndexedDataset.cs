namespace Compiled;

/// <summary>A data set whose samples can be read in any order: it says how many there are and copies chosen ones; shuffling and slicing come with it.</summary>
public abstract class IndexedDataset : Dataset
{
    /// <summary>The number of samples.</summary>
    public abstract int Length { get; }

    /// <inheritdoc/>
    public sealed override int? Count => Length;

    /// <summary>Copies samples into a batch.</summary>
    /// <param name="indices">Each in [0, <see cref="Length"/>); sample <c>indices[i]</c> goes to place i.</param>
    /// <param name="batch">Has this data set's specs and its <see cref="Batch.Count"/> set to the number of indices.</param>
    public abstract void Read(ReadOnlySpan<int> indices, Batch batch);

    internal sealed override bool HasSlices => true;

    /// <summary>Where a sample stands in the data set that this one is a view of.</summary>
    internal virtual int OriginOf(int index) => index;

    /// <summary>Within how many batches samples are put together by <see cref="StepsOf"/>; 0 for none.</summary>
    internal virtual int BucketBatches => 0;

    /// <summary>The number of steps of a sample, where it differs from sample to sample.</summary>
    internal virtual int StepsOf(int index) => 0;

    /// <inheritdoc/>
    public override BatchReader CreateReader(int batchSize, ulong? shuffle = null) => new IndexedBatchReader(this, batchSize, shuffle);

    /// <inheritdoc/>
    public override Dataset Slice(int start, int count)
    {
        if (start < 0 || count < 0 || start > Length - count)
        {
            throw new ArgumentOutOfRangeException(nameof(start), $"samples {start} to {(long)start + count} of {Length}");
        }

        return new DatasetSlice(this, start, count);
    }
}
