namespace Compiled;

/// <summary>One sample in a <see cref="Batch"/>, for reading and writing in place.</summary>
public readonly ref struct Sample
{
    private readonly Batch _batch;
    private readonly int _index;

    internal Sample(Batch batch, int index)
    {
        _batch = batch;
        _index = index;
    }

    /// <summary>How much this sample counts in the loss; read only where the dataset has sample weights.</summary>
    public ref float Weight => ref _batch.SampleWeights[_index];

    /// <summary>The values of a floating-point input.</summary>
    public Span<float> Input(int input = 0) => Of(_batch.Inputs[input].Floats, _batch.Inputs[input].Spec);

    /// <summary>The values of an integer input.</summary>
    public Span<int> IntegerInput(int input = 0) => Of(_batch.Inputs[input].Ints, _batch.Inputs[input].Spec);

    /// <summary>The values of a floating-point target.</summary>
    public Span<float> Target(int target = 0) => Of(_batch.Targets[target].Floats, _batch.Targets[target].Spec);

    /// <summary>The values of an integer target.</summary>
    public Span<int> IntegerTarget(int target = 0) => Of(_batch.Targets[target].Ints, _batch.Targets[target].Spec);

    /// <summary>Copies an input of either type to the same input of another sample.</summary>
    internal void CopyInput(int input, Sample destination)
        => _batch.Inputs[input].CopyTo(destination._batch.Inputs[input], _index, destination._index, 1);

    /// <summary>Copies all targets to another sample's.</summary>
    internal void CopyTargets(Sample destination)
    {
        for (int i = 0; i < _batch.Targets.Length; i++)
        {
            _batch.Targets[i].CopyTo(destination._batch.Targets[i], _index, destination._index, 1);
        }
    }

    private Span<T> Of<T>(Span<T> all, TensorSpec spec)
        => all.IsEmpty
            ? throw new InvalidOperationException($"{spec} does not hold elements of type {typeof(T).Name}.")
            : all.Slice(_index * spec.Length, spec.Length);
}

/// <summary>Changes a sample in place.</summary>
public delegate void SampleAction(Sample sample);

/// <summary>Fills a sample from another one.</summary>
public delegate void SampleMap(Sample source, Sample destination);

/// <summary>Fills a sample from an item.</summary>
public delegate void SampleWriter<in T>(T item, Sample destination);
