using System.Collections.Immutable;

namespace Compiled;

public static partial class Sequences
{
    /// <summary>
    /// Windows over a long sequence of tokens, each with what comes after it: the samples of a language model. Nothing is copied but what is read.
    /// </summary>
    /// <param name="tokens">For example the characters of a book.</param>
    /// <param name="length">The tokens of a window; positive.</param>
    /// <param name="stride">How far a window begins after the one before; positive.</param>
    /// <param name="everyStep">Whether the target is the next token at each step, (length) integers, instead of the one after the window.</param>
    /// <exception cref="ArgumentException">There are too few tokens for one window.</exception>
    public static Dataset NextTokens(ReadOnlyMemory<int> tokens, int length, int stride = 1, bool everyStep = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        if (tokens.Length <= length)
        {
            throw new ArgumentException($"A window of {Wording.Count(length, "token")} and the next one do not fit into {Wording.Count(tokens.Length, "token")}.", nameof(tokens));
        }

        ImmutableArray<int> targetShape = everyStep ? [length] : [];
        return new FunctionDataset(
            ((tokens.Length - length - 1) / stride) + 1,
            [new TensorSpec("tokens", [length], ElementKind.Int32)],
            [new TensorSpec("next", targetShape, ElementKind.Int32)],
            (index, sample) =>
            {
                ReadOnlySpan<int> window = tokens.Span.Slice(index * stride, length + 1);
                window[..length].CopyTo(sample.IntegerInput());
                (everyStep ? window[1..] : window[length..]).CopyTo(sample.IntegerTarget());
            },
            new(length, stride));
    }

    /// <summary>
    /// The samples in an order for models that carry their state from batch to batch: place j of every batch goes on where place j of the batch before
    /// ended. The dataset is cut into <paramref name="batchSize"/> equal parts, and batch k has the k-th sample of each; what is left over is dropped.
    /// Train with the same batch size and without shuffling; a stateful model refuses another one.
    /// </summary>
    /// <param name="dataset">Its samples follow each other, such as windows whose stride is their length.</param>
    /// <param name="batchSize">The number of parts; positive.</param>
    /// <exception cref="NotSupportedException">The data can only be read from its beginning.</exception>
    public static Dataset Interleave(Dataset dataset, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        IndexedDataset source = dataset.Indexed(nameof(Interleave));
        int partLength = source.Length / batchSize;
        return new ReorderedDataset(source, [.. Enumerable.Range(0, partLength * batchSize).Select(place => (place % batchSize * partLength) + (place / batchSize))], (source.Order ?? new()) with { InterleavedBatchSize = batchSize });
    }
}
