using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled;

/// <summary>A side of a sequence.</summary>
public enum SequenceSide
{
    /// <summary>Before its first element.</summary>
    Pre,

    /// <summary>After its last element.</summary>
    Post,
}

/// <summary>Samples from sequences: padded to one length, as one-hot rows, as windows, as pairs of words.</summary>
public static partial class Sequences
{
    /// <summary>
    /// Sequences as the rows of an array, as Keras's <c>pad_sequences</c> makes them: shorter ones are padded and longer ones cut, both at the
    /// beginning if nothing else is said, so that a sequence's end stands at the row's end.
    /// </summary>
    /// <param name="sequences">For example token indices.</param>
    /// <param name="maxLength">The length of each row; null for the longest sequence's.</param>
    /// <param name="padding">Where a short sequence is padded.</param>
    /// <param name="truncating">Where a long sequence loses elements.</param>
    /// <param name="value">What short sequences are padded with.</param>
    /// <returns>Sequences by length.</returns>
    public static T[,] Pad<T>(
        IReadOnlyList<T[]> sequences,
        int? maxLength = null,
        SequenceSide padding = SequenceSide.Pre,
        SequenceSide truncating = SequenceSide.Pre,
        T value = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(sequences);
        int length = maxLength ?? sequences.Select(sequence => sequence.Length).DefaultIfEmpty().Max();
        ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(maxLength));
        T[,] rows = new T[sequences.Count, length];
        Span<T> all = Elements<T>(rows);
        for (int i = 0; i < sequences.Count; i++)
        {
            Pad(sequences[i], all.Slice(i * length, length), padding, truncating, value);
        }

        return rows;
    }

    /// <summary>Sequences of rows, for example of word vectors, in the same way.</summary>
    /// <param name="sequences">Each of steps by features; the number of features is the same for all.</param>
    /// <param name="maxLength">The steps of the result; null for the longest sequence's.</param>
    /// <returns>Sequences by steps by features.</returns>
    /// <exception cref="ArgumentException">There are no sequences, or the numbers of features differ.</exception>
    /// <inheritdoc cref="Pad{T}(IReadOnlyList{T[]}, int?, SequenceSide, SequenceSide, T)"/>
    public static T[,,] Pad<T>(
        IReadOnlyList<T[,]> sequences,
        int? maxLength = null,
        SequenceSide padding = SequenceSide.Pre,
        SequenceSide truncating = SequenceSide.Pre,
        T value = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(sequences);
        int features = sequences.Count > 0 ? sequences[0].GetLength(1) : throw new ArgumentException("There are no sequences, so their number of features is unknown.", nameof(sequences));
        int steps = maxLength ?? sequences.Max(sequence => sequence.GetLength(0));
        ArgumentOutOfRangeException.ThrowIfNegative(steps, nameof(maxLength));
        T[,,] padded = new T[sequences.Count, steps, features];
        Span<T> all = Elements<T>(padded);
        int length = steps * features;
        for (int i = 0; i < sequences.Count; i++)
        {
            if (sequences[i].GetLength(1) != features)
            {
                throw new ArgumentException($"Sequence {i} has {Wording.Count(sequences[i].GetLength(1), "feature")}, but sequence 0 has {features}.", nameof(sequences));
            }

            Pad(Elements<T>(sequences[i]), all.Slice(i * length, length), padding, truncating, value);
        }

        return padded;
    }

    /// <summary>One sequence, padded or cut to the length of <paramref name="row"/>: for samples that are made when they are read.</summary>
    /// <param name="sequence">The elements.</param>
    /// <param name="row">Where to.</param>
    /// <param name="padding">Where a short sequence is padded.</param>
    /// <param name="truncating">Where a long sequence loses elements.</param>
    /// <param name="value">What a short sequence is padded with.</param>
    public static void Pad<T>(
        ReadOnlySpan<T> sequence,
        Span<T> row,
        SequenceSide padding = SequenceSide.Pre,
        SequenceSide truncating = SequenceSide.Pre,
        T value = default)
        where T : unmanaged
    {
        int missing = row.Length - sequence.Length;
        if (missing < 0)
        {
            sequence.Slice(truncating == SequenceSide.Pre ? -missing : 0, row.Length).CopyTo(row);
            return;
        }

        int begin = padding == SequenceSide.Pre ? missing : 0;
        row[..begin].Fill(value);
        sequence.CopyTo(row[begin..]);
        row[(begin + sequence.Length)..].Fill(value);
    }

    /// <summary>All elements of an array of several axes.</summary>
    private static Span<T> Elements<T>(Array values)
        where T : unmanaged
        => MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length);
}
