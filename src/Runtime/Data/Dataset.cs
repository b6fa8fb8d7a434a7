namespace Compiled;

/// <summary>
/// Samples to train on, evaluate, or predict. It is read through readers, each with buffers of its own;
/// a reader that is done with its first batches allocates no more.
/// </summary>
public abstract partial class Dataset
{
    /// <summary>The number of samples; null where it is not known beforehand.</summary>
    public abstract int? Count { get; }

    /// <summary>Shape and type of each input.</summary>
    public abstract IReadOnlyList<TensorSpec> Inputs { get; }

    /// <summary>Shape and type of each target; empty for samples without.</summary>
    public abstract IReadOnlyList<TensorSpec> Targets { get; }

    /// <summary>Whether <see cref="Slice"/> is known to cut the data; that of data sets of users is not asked.</summary>
    internal virtual bool HasSlices => false;

    /// <summary>What is known of how the samples follow each other; null for nothing.</summary>
    internal virtual SampleOrder? Order => null;

    /// <summary>A reader that gives <paramref name="batchSize"/> samples at a time, the last batch perhaps fewer.</summary>
    /// <param name="batchSize">Positive; ignored by data that comes in batches of its own.</param>
    /// <param name="shuffle">The seed of an order that is new in each epoch and depends on seed and epoch alone; null to keep the data's order.</param>
    public abstract BatchReader CreateReader(int batchSize, ulong? shuffle = null);

    /// <summary>The samples from <paramref name="start"/> on, without copying.</summary>
    /// <exception cref="NotSupportedException">The data can only be read from its beginning.</exception>
    public virtual Dataset Slice(int start, int count) =>
        throw new NotSupportedException($"{GetType().Name} has no random access; give the parts as data sets of their own");
}
