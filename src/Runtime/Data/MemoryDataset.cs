namespace Compiled;

/// <summary>Samples that lie in memory, batch-major. Arrays and memories are read where they are.</summary>
public sealed class MemoryDataset : IndexedDataset
{
    private readonly TensorData[] _inputValues;
    private readonly TensorData[] _targetValues;
    private readonly ReadOnlyMemory<float>? _sampleWeights;

    /// <param name="inputs">One spec for each input.</param>
    /// <param name="inputValues">The values of each input.</param>
    /// <param name="targets">One spec for each target; empty for samples without.</param>
    /// <param name="targetValues">The values of each target.</param>
    /// <param name="sampleWeights">How much each sample counts in the loss; null for 1 each.</param>
    /// <exception cref="ArgumentException">Types, shapes or numbers of samples do not fit together.</exception>
    public MemoryDataset(
        IReadOnlyList<TensorSpec> inputs,
        IReadOnlyList<TensorData> inputValues,
        IReadOnlyList<TensorSpec> targets,
        IReadOnlyList<TensorData> targetValues,
        ReadOnlyMemory<float>? sampleWeights = null)
    {
        Inputs = [.. inputs];
        Targets = [.. targets];
        _inputValues = [.. inputValues];
        _targetValues = [.. targetValues];
        _sampleWeights = sampleWeights;
        int? samples = null;
        string first = "";
        Check(Inputs, _inputValues, "input", ref samples, ref first);
        Check(Targets, _targetValues, "target", ref samples, ref first);
        Length = samples ?? 0;
        if (sampleWeights is { } weights && weights.Length != Length)
        {
            throw new ArgumentException($"{Wording.Count(weights.Length, "sample weight")} for {Wording.Count(Length, "sample")}: a weight is of a whole sample{(Length > 0 && weights.Length > Length && weights.Length % Length == 0 ? "; single steps are left out by a mask, or weighed in a loss method of your own" : "")}", nameof(sampleWeights));
        }
    }

    /// <inheritdoc/>
    public override int Length { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorSpec> Inputs { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorSpec> Targets { get; }

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        for (int i = 0; i < _inputValues.Length; i++)
        {
            Gather(_inputValues[i], indices, batch.Inputs[i]);
        }

        for (int i = 0; i < _targetValues.Length; i++)
        {
            Gather(_targetValues[i], indices, batch.Targets[i]);
        }

        batch.HasSampleWeights = _sampleWeights is not null;
        if (_sampleWeights is { } weights)
        {
            ReadOnlySpan<float> all = weights.Span;
            Span<float> chosen = batch.SampleWeights;
            for (int i = 0; i < indices.Length; i++)
            {
                chosen[i] = all[indices[i]];
            }
        }
    }

    private static void Gather(TensorData values, ReadOnlySpan<int> indices, BatchBuffer buffer)
    {
        if (values.Element == ElementKind.Float32)
        {
            Gather(values.Floats.Span, indices, buffer.Floats, buffer.Spec.Length);
        }
        else
        {
            Gather(values.Ints.Span, indices, buffer.Ints, buffer.Spec.Length);
        }
    }

    private static void Gather<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> indices, Span<T> buffer, int length)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            values.Slice(indices[i] * length, length).CopyTo(buffer.Slice(i * length, length));
        }
    }

    private static void Check(IReadOnlyList<TensorSpec> specs, TensorData[] values, string what, ref int? samples, ref string first)
    {
        if (specs.Count != values.Length)
        {
            throw new ArgumentException($"{values.Length} given, where {Wording.Count(specs.Count, $"{what} is", $"{what}s are")} expected{(specs.Count > 0 ? $": {string.Join("; ", specs)}" : "")}");
        }

        for (int i = 0; i < values.Length; i++)
        {
            TensorSpec spec = specs[i];
            string name = $"{what} {spec}";
            if (values[i].Element != spec.Element)
            {
                throw new ArgumentException($"{name} {Wording.WrongKind(values[i].Element)}");
            }

            if (values[i].Lengths is { } lengths && (lengths.Count == 0 || !FitsSample(lengths, spec)))
            {
                throw new ArgumentException($"{name}: a tensor of shape {Wording.Shape(lengths)} was given, where (samples{string.Concat(spec.Shape.Select(s => $", {s}"))}) is expected");
            }

            (int count, int rest) = Math.DivRem(values[i].Length, spec.Length);
            if (rest != 0)
            {
                throw new ArgumentException($"{name} takes {Wording.Count(spec.Length, "value")} a sample; {values[i].Length} is no multiple of that");
            }

            if (samples is { } known && known != count)
            {
                throw new ArgumentException($"{name} has {Wording.Count(count, "sample")}, but {first} has {known}");
            }

            samples = count;
            first = name;
        }
    }

    // A column (samples, 1) and a plain (samples) hold the same values; everything else must agree axis by axis.
    private static bool FitsSample(IReadOnlyList<int> lengths, TensorSpec spec) =>
        lengths.Skip(1).SequenceEqual(spec.Shape)
        || (spec.Length == 1 && lengths.Skip(1).All(size => size == 1));
}
