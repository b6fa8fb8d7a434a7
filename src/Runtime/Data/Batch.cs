namespace Compiled;

/// <summary>Some samples side by side: for each input and target a buffer, batch-major. It is filled again and again; nothing is allocated while <see cref="Capacity"/> suffices.</summary>
public sealed class Batch
{
    private readonly BatchBuffer[] _inputs;
    private readonly BatchBuffer[] _targets;
    private float[] _sampleWeights = [];
    private int[] _origins = [];
    private int[] _places = [];
    private int[] _ownSteps = [];
    private int _count;

    /// <param name="inputs">One spec for each input, in the model's order.</param>
    /// <param name="targets">One spec for each output's target, in the model's order; empty for prediction.</param>
    /// <param name="capacity">The samples to make room for at first.</param>
    public Batch(IReadOnlyList<TensorSpec> inputs, IReadOnlyList<TensorSpec> targets, int capacity = 32)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _inputs = [.. inputs.Select(spec => new BatchBuffer(spec))];
        _targets = [.. targets.Select(spec => new BatchBuffer(spec))];
        EnsureCapacity(capacity);
    }

    /// <summary>The samples there is room for.</summary>
    public int Capacity { get; private set; }

    /// <summary>The number of samples; setting it makes room but does not change values.</summary>
    public int Count
    {
        get => _count;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            EnsureCapacity(value);
            _count = value;
        }
    }

    /// <summary>
    /// The number of steps of the batch's sequences, where specs have <see cref="Length.Any"/>; 1 at first. Setting it makes room and forgets the values
    /// of these inputs and targets.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than one.</exception>
    public int Steps
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            if (value == field)
            {
                return;
            }

            foreach (BatchBuffer buffer in _inputs)
            {
                buffer.SetLength(value, Capacity);
            }

            foreach (BatchBuffer buffer in _targets)
            {
                buffer.SetLength(value, Capacity);
            }

            field = value;
        }
    }
    = 1;

    /// <summary>One buffer for each input.</summary>
    public ReadOnlySpan<BatchBuffer> Inputs => _inputs;

    /// <summary>One buffer for each output's target.</summary>
    public ReadOnlySpan<BatchBuffer> Targets => _targets;

    /// <summary>Whether <see cref="SampleWeights"/> count; else every sample counts 1.</summary>
    public bool HasSampleWeights { get; set; }

    /// <summary>How much each sample counts in the loss; read only where <see cref="HasSampleWeights"/> is set.</summary>
    public Span<float> SampleWeights => _sampleWeights.AsSpan(0, _count);

    /// <summary>Whether <see cref="Origins"/> are known: a data set filled this batch.</summary>
    internal bool HasOrigins { get; set; }

    /// <summary>Where each sample stands in the data set that the user made, whatever has shuffled and cut it since.</summary>
    internal Span<int> Origins => _origins.AsSpan(0, _count);

    /// <summary>Whether <see cref="Places"/> are known; else the samples come as they lie in the data set that is read.</summary>
    internal bool HasPlaces { get; set; }

    /// <summary>Where each sample stands in the data set that is read, where readers put samples together by their lengths.</summary>
    internal Span<int> Places => _places.AsSpan(0, _count);

    /// <summary>Where samples with fewer <see cref="OwnSteps"/> than the batch are padded; null where every sample has all steps.</summary>
    internal SequenceSide? Padding { get; set; }

    /// <summary>The steps of each sample that are not <see cref="Padding"/>.</summary>
    internal Span<int> OwnSteps => _ownSteps.AsSpan(0, _count);

    /// <summary>One of the samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not below <see cref="Count"/>.</exception>
    public Sample this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _count);
            return new(this, index);
        }
    }

    /// <summary>How messages name a sample.</summary>
    internal string NameOf(int index) => HasOrigins ? $"sample {Origins[index]} of the data" : $"sample {index} of the batch";

    /// <summary>Makes room, keeping values.</summary>
    public void EnsureCapacity(int samples)
    {
        if (samples <= Capacity)
        {
            return;
        }

        foreach (BatchBuffer buffer in _inputs)
        {
            buffer.SetCapacity(samples);
        }

        foreach (BatchBuffer buffer in _targets)
        {
            buffer.SetCapacity(samples);
        }

        Array.Resize(ref _sampleWeights, samples);
        Array.Resize(ref _origins, samples);
        Array.Resize(ref _places, samples);
        Array.Resize(ref _ownSteps, samples);
        Capacity = samples;
    }

    /// <summary>Copies samples of a batch of the same specs to places from <paramref name="index"/> on.</summary>
    /// <exception cref="InvalidOperationException">The samples already here have another number of steps.</exception>
    internal void CopySamples(Batch source, int sourceIndex, int index, int count)
    {
        if (source.Steps != Steps)
        {
            Steps = index == 0
                ? source.Steps
                : throw new InvalidOperationException($"Sequences of {Wording.Count(source.Steps, "step")} cannot join a batch of sequences of {Steps}: read them in the batches that their data set makes.");
        }

        Copy(source._inputs, _inputs);
        Copy(source._targets, _targets);
        CopyFacts(source, sourceIndex, index, count);

        void Copy(BatchBuffer[] from, BatchBuffer[] to)
        {
            for (int i = 0; i < from.Length; i++)
            {
                from[i].CopyTo(to[i], sourceIndex, index, count);
            }
        }
    }

    /// <summary>Copies what is known of samples beside their values.</summary>
    internal void CopyFacts(Batch source, int sourceIndex, int index, int count)
    {
        HasSampleWeights = source.HasSampleWeights;
        if (source.HasSampleWeights)
        {
            source.SampleWeights.Slice(sourceIndex, count).CopyTo(SampleWeights[index..]);
        }

        HasOrigins = source.HasOrigins;
        source.Origins.Slice(sourceIndex, count).CopyTo(Origins[index..]);
        HasPlaces = source.HasPlaces;
        source.Places.Slice(sourceIndex, count).CopyTo(Places[index..]);
        Padding = source.Padding;
        source.OwnSteps.Slice(sourceIndex, count).CopyTo(OwnSteps[index..]);
    }

    /// <summary>The steps of a sample that are not padding.</summary>
    internal Range OwnRange(int index)
    {
        int own = Padding is null ? Steps : OwnSteps[index], first = Padding == SequenceSide.Pre ? Steps - own : 0;
        return first..(first + own);
    }

    /// <summary>Makes padding zero again.</summary>
    internal void ClearPadding()
    {
        if (Padding is null)
        {
            return;
        }

        for (int i = 0; i < _count; i++)
        {
            foreach (BatchBuffer buffer in _inputs)
            {
                buffer.ClearPadding(i, OwnRange(i), Steps);
            }

            foreach (BatchBuffer buffer in _targets)
            {
                buffer.ClearPadding(i, OwnRange(i), Steps);
            }
        }
    }
}
