namespace Compiled;

public abstract partial class Dataset
{
    /// <summary>Whether samples can be read in any order, so that they can be shuffled and sliced without copying.</summary>
    public bool IsIndexed => this is IndexedDataset;

    /// <summary>One pass in batches. Every step yields the same <see cref="Batch"/>, filled anew.</summary>
    /// <param name="batchSize">The number of samples of a batch; positive.</param>
    /// <param name="shuffle">The seed of an order, or null to keep the data's.</param>
    /// <param name="epoch">With the seed, decides the order.</param>
    /// <param name="dropRemainder">Whether a smaller last batch is left out.</param>
    public IEnumerable<Batch> Batches(int batchSize, ulong? shuffle = null, int epoch = 0, bool dropRemainder = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return Enumerate();

        IEnumerable<Batch> Enumerate()
        {
            using BatchReader reader = CreateReader(batchSize, shuffle);
            reader.Begin(epoch);
            while (reader.TryRead(out Batch? batch) && (batch.Count == batchSize || !dropRemainder))
            {
                yield return batch;
            }
        }
    }

    /// <summary>The same samples in an order that depends on the seed alone, by Fisher and Yates's shuffle.</summary>
    /// <exception cref="NotSupportedException">The data can only be read from its beginning.</exception>
    public Dataset Shuffle(ulong seed) => new ReorderedDataset(Indexed(nameof(Shuffle)), seed);

    /// <summary>
    /// The same samples mixed within a window: each is drawn from the next <paramref name="window"/> that are left.
    /// For data that can only be read from its beginning; a new order each epoch.
    /// </summary>
    /// <param name="window">The samples held in memory; positive.</param>
    /// <exception cref="NotSupportedException">The samples are sequences of any length.</exception>
    public Dataset Shuffle(ulong seed, int window)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        if (HasAnyLength)
        {
            throw new NotSupportedException($"A window mixes samples of one size, not sequences of any length; {nameof(Shuffle)}(seed) mixes those of Sequences.Ragged.");
        }

        return new WindowShuffledDataset(this, seed, window);
    }

    /// <summary>At most the first <paramref name="count"/> samples; those of data that can only be read from its beginning keep its order.</summary>
    public Dataset Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return HasSlices && Count is { } all ? Slice(0, Math.Min(count, all)) : new StreamSlice(this, 0, count);
    }

    /// <summary>All but the first <paramref name="count"/> samples; those of data that can only be read from its beginning keep its order.</summary>
    public Dataset Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!HasSlices || Count is not { } all)
        {
            return new StreamSlice(this, count, int.MaxValue);
        }

        int start = Math.Min(count, all);
        return Slice(start, all - start);
    }

    /// <summary>Two datasets with all samples between them.</summary>
    /// <param name="fraction">The share of the first, in [0, 1]; it has ⌊fraction · count⌋ samples.</param>
    /// <param name="shuffle">The seed of a random choice, or null to cut the data in its order.</param>
    /// <exception cref="NotSupportedException">The data can only be read from its beginning.</exception>
    public (Dataset First, Dataset Second) Split(double fraction, ulong? shuffle = null)
    {
        IndexedDataset source = Indexed(nameof(Split));
        int count = FirstCount(source.Length, fraction);
        Dataset ordered = shuffle is { } seed ? source.Shuffle(seed) : source;
        return (ordered.Take(count), ordered.Skip(count));
    }

    /// <summary>How many of some samples are in the first part of a split.</summary>
    internal static int FirstCount(int count, double fraction)
        // A share that was written in decimal, such as 0.7 of 10, means the whole number next to its product.
        => fraction is >= 0 and <= 1
            ? (int)Math.Floor((fraction * count) + 1e-9)
            : throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The share of the first part is between 0 and 1.");

    /// <summary>The same samples, each changed in place as it is read; the padding of sequences stays zero.</summary>
    /// <param name="change">The same for the same sample at every call; called from any thread.</param>
    public Dataset Map(SampleAction change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return this is IndexedDataset indexed ? new ChangedDataset(indexed, change) : new ChangedStream(this, change);
    }

    /// <summary>Samples of other shapes or types, made from these as they are read; sample weights stay, and steps that are padding are zero.</summary>
    /// <param name="inputs">Shape and type of each new input.</param>
    /// <param name="targets">Shape and type of each new target.</param>
    /// <param name="map">Writes all of the destination; called from any thread.</param>
    public Dataset Map(IEnumerable<TensorSpec> inputs, IEnumerable<TensorSpec> targets, SampleMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this is IndexedDataset indexed
            ? new MappedDataset(indexed, [.. inputs], [.. targets], map)
            : new MappedStream(this, [.. inputs], [.. targets], map);
    }

    /// <summary>The same values with other sizes for the first input, for example images of (28, 28) as (28, 28, 1) or (784).</summary>
    /// <param name="shape">The sizes of one sample.</param>
    /// <exception cref="ArgumentException">The number of elements changes, or that of a step; the message has both.</exception>
    /// <exception cref="NotSupportedException">The data can only be read from its beginning.</exception>
    public virtual Dataset Reshape(params ReadOnlySpan<int> shape)
    {
        TensorSpec old = Inputs[0];
        TensorSpec input = new(old.Name, [.. shape], old.Element);
        // Of sequences of any length the steps stay the first axis, and a step keeps its values.
        return input.Length == old.Length && input.HasAnyLength == old.HasAnyLength && (!old.HasAnyLength || (old.Shape[0] == Length.Any && shape[0] == Length.Any))
            ? new ReshapedDataset(Indexed(nameof(Reshape)), [input, .. Inputs.Skip(1)])
            : throw new ArgumentException(
                old.HasAnyLength || input.HasAnyLength
                    ? $"{old} cannot become {input}: the steps of sequences of any length stay the first axis, and each keeps its number of values."
                    : $"{old} has {Wording.Count(old.Length, "element")}, but {input} has {input.Length}.",
                nameof(shape));
    }

    /// <summary>Reads everything now and keeps it in memory; the result can be shuffled and sliced.</summary>
    /// <exception cref="NotSupportedException">The samples are sequences of any length, which only the data set that they come from can pad.</exception>
    public Dataset Cache() => HasAnyLength
        ? throw new NotSupportedException($"{nameof(Cache)} keeps samples of one size, not sequences of any length; prepare them before Sequences.Ragged, which holds them in memory.")
        : CachedDataset.Read(this);

    /// <summary>
    /// Reads ahead on a thread of its own, so that slow sources and maps work while the model trains.
    /// The order stays; an exception surfaces where its batch would have been read.
    /// </summary>
    /// <param name="batches">How many batches are held ready; positive.</param>
    public Dataset Prefetch(int batches = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batches);
        return new PrefetchedDataset(this, batches);
    }

    private bool HasAnyLength => Inputs.Concat(Targets).Any(spec => spec.HasAnyLength);

    internal IndexedDataset Indexed(string method) => this as IndexedDataset
        ?? throw new NotSupportedException($"{method} needs random access, which {GetType().Name} has not; call Cache() first.");
}
