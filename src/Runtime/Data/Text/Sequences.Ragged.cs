using System.Runtime.CompilerServices;

namespace Compiled;

public static partial class Sequences
{
    /// <summary>
    /// Sequences of different lengths, for a model whose input has <see cref="Length.Any"/>: each batch is padded with zeros to its longest sequence,
    /// and not to the longest of all.
    /// </summary>
    /// <param name="tokens">The tokens of each sample, at least one.</param>
    /// <param name="targets">A row for each sample: labels, values, or rows of values; null for samples to predict.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">There are no sequences, one is empty, or the targets are of another number of samples.</exception>
    public static Dataset Ragged(IReadOnlyList<int[]> tokens, TensorData? targets = null, SequenceOptions? options = null) =>
        new SequenceDataset(Values(tokens), [], targets, null, options ?? new());

    /// <summary>Sequences of different lengths with a label for each step; steps that are padded have the label 0.</summary>
    /// <param name="tokens">The tokens of each sample, at least one.</param>
    /// <param name="labels">As many labels for each sample as it has tokens.</param>
    /// <inheritdoc cref="Ragged(IReadOnlyList{int[]}, TensorData?, SequenceOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static Dataset Ragged(IReadOnlyList<int[]> tokens, IReadOnlyList<int[]> labels, SequenceOptions? options = null) =>
        new SequenceDataset(Values(tokens), [], null, (Values(labels), []), options ?? new());

    /// <summary>Series of different lengths in the same way.</summary>
    /// <param name="series">Steps by features, the same number of features for all.</param>
    /// <inheritdoc cref="Ragged(IReadOnlyList{int[]}, TensorData?, SequenceOptions?)"/>
    public static Dataset Ragged(IReadOnlyList<float[,]> series, TensorData? targets = null, SequenceOptions? options = null) =>
        new SequenceDataset(Values(series, out int features), [features], targets, null, options ?? new());

    /// <summary>Series of different lengths with a target for each step; steps that are padded have targets of zeros.</summary>
    /// <param name="series">Steps by features, the same number of features for all.</param>
    /// <param name="targets">Steps by target features, as many steps for each sample as its series has.</param>
    /// <inheritdoc cref="Ragged(IReadOnlyList{int[]}, TensorData?, SequenceOptions?)"/>
    public static Dataset Ragged(IReadOnlyList<float[,]> series, IReadOnlyList<float[,]> targets, SequenceOptions? options = null) =>
        new SequenceDataset(Values(series, out int features), [features], null, (Values(targets, out int targetFeatures), [targetFeatures]), options ?? new());

    private static TensorData[] Values(IReadOnlyList<int[]> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        return [.. sequences.Select(sequence => (TensorData)sequence)];
    }

    private static TensorData[] Values(IReadOnlyList<float[,]> sequences, out int features)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        int width = features = sequences.Count > 0 ? sequences[0].GetLength(1) : 1;
        return [.. sequences.Select((sequence, i) => sequence.GetLength(1) == width
            ? (TensorData)sequence
            : throw new ArgumentException($"Sequence {i} has {Wording.Count(sequence.GetLength(1), "feature")}, but sequence 0 has {width}.", nameof(sequences)))];
    }
}
