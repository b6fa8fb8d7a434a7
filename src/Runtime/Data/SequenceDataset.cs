namespace Compiled;

/// <summary>Sequences of different lengths. A batch has as many steps as its longest sequence; shorter ones are padded with zeros.</summary>
internal sealed class SequenceDataset : IndexedDataset
{
    private readonly TensorData[] _sequences;
    private readonly TensorData[]? _stepTargets;
    private readonly TensorData? _targets;
    private readonly SequenceOptions _options;
    private readonly int _features;

    /// <param name="sequences">The values of each sample, step by step.</param>
    /// <param name="features">The sizes of a step.</param>
    /// <param name="targets">A row for each sample; null for none, or where <paramref name="stepTargets"/> are given.</param>
    /// <param name="stepTargets">The targets of each sample, step by step.</param>
    /// <exception cref="ArgumentException">The numbers of samples or steps differ, or a sequence is empty.</exception>
    public SequenceDataset(TensorData[] sequences, int[] features, TensorData? targets, (TensorData[] Values, int[] Sizes)? stepTargets, SequenceOptions options)
    {
        options.Validate();
        _sequences = sequences;
        _targets = targets;
        _stepTargets = stepTargets?.Values;
        _options = options;
        _features = Sizes.Product(features);
        if (_features == 0)
        {
            throw new ArgumentException("A step of the sequences has no value.", nameof(sequences));
        }

        ElementKind element = sequences.Length > 0 ? sequences[0].Element : throw new ArgumentException("There are no sequences.", nameof(sequences));
        Inputs = [new TensorSpec("sequence", [Compiled.Length.Any, .. features], element)];
        Targets = targets is { } rows ? [RowSpec(rows)]
            : stepTargets is var (values, sizes) ? [new TensorSpec("targets", [Compiled.Length.Any, .. sizes], values.Length > 0 ? values[0].Element : element)]
            : [];
        int targetFeatures = stepTargets is var (_, targetSizes) ? Sizes.Product(targetSizes) : 1;
        if (_stepTargets is { } each && each.Length != sequences.Length)
        {
            throw new ArgumentException($"{Wording.Count(each.Length, "sequence")} of targets for {Wording.Count(sequences.Length, "sequence")}.");
        }

        for (int i = 0; i < sequences.Length; i++)
        {
            (int steps, int rest) = Math.DivRem(sequences[i].Length, _features);
            if (sequences[i].Length == 0)
            {
                throw new ArgumentException($"Sequence {i} is empty; it needs a step. A text whose words are all unknown is such a one, unless TokenizerOptions.OovToken stands for them.", nameof(sequences));
            }

            if (rest != 0)
            {
                throw new ArgumentException($"Sequence {i} has {Wording.Count(sequences[i].Length, "value")}; each step has {_features}.", nameof(sequences));
            }

            if (_stepTargets is not null && _stepTargets[i].Length != steps * targetFeatures)
            {
                throw new ArgumentException($"Sequence {i} has {Wording.Count(steps, "step")}, but its targets have {_stepTargets[i].Length / targetFeatures}.", nameof(stepTargets));
            }
        }
    }

    public override int Length => _sequences.Length;

    public override IReadOnlyList<TensorSpec> Inputs { get; }

    public override IReadOnlyList<TensorSpec> Targets { get; }

    internal override SampleOrder? Order => BucketBatches > 0 ? SampleOrder.ByLength : null;

    internal override int BucketBatches => _options.BucketBatches;

    internal override int StepsOf(int index) => Math.Min(_sequences[index].Length / _features, _options.MaxLength ?? int.MaxValue);

    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int steps = 1;
        foreach (int index in indices)
        {
            steps = Math.Max(steps, StepsOf(index));
        }

        batch.Steps = steps;
        batch.HasSampleWeights = false;
        batch.Padding = _options.Padding;
        for (int i = 0; i < indices.Length; i++)
        {
            batch.OwnSteps[i] = StepsOf(indices[i]);
            Copy(_sequences[indices[i]], batch.Inputs[0], i);
            if (_stepTargets is not null)
            {
                Copy(_stepTargets[indices[i]], batch.Targets[0], i);
            }
            else if (_targets is { } rows)
            {
                CopyRow(rows, indices[i], batch.Targets[0], i);
            }
        }
    }

    private void Copy(TensorData values, BatchBuffer buffer, int place)
    {
        int length = buffer.Spec.Length;
        if (values.Element == ElementKind.Float32)
        {
            Sequences.Pad(values.Floats.Span, buffer.Floats.Slice(place * length, length), _options.Padding, _options.Truncating);
        }
        else
        {
            Sequences.Pad(values.Ints.Span, buffer.Ints.Slice(place * length, length), _options.Padding, _options.Truncating);
        }
    }

    private static void CopyRow(TensorData rows, int index, BatchBuffer buffer, int place)
    {
        int length = buffer.Spec.Length;
        if (rows.Element == ElementKind.Float32)
        {
            rows.Floats.Span.Slice(index * length, length).CopyTo(buffer.Floats[(place * length)..]);
        }
        else
        {
            rows.Ints.Span.Slice(index * length, length).CopyTo(buffer.Ints[(place * length)..]);
        }
    }

    private TensorSpec RowSpec(TensorData rows)
    {
        int samples = rows.Lengths is { Count: > 0 } lengths ? lengths[0] : rows.Length;
        return samples == _sequences.Length
            ? new("target", [.. rows.Lengths?.Skip(1) ?? []], rows.Element)
            : throw new ArgumentException($"Targets of {Wording.Count(samples, "sample")} for {Wording.Count(_sequences.Length, "sequence")}.");
    }
}
