namespace Compiled;

/// <summary>The values of one input or target for the samples of a batch, batch-major, at an address that never moves while the capacity suffices.</summary>
public sealed unsafe class BatchBuffer
{
    // Of the two arrays one is in use; both are pinned for life, so that programs can take their addresses.
    private float[] _floats = [];
    private int[] _ints = [];

    private readonly TensorSpec _declared;

    // By number of steps, made once for each.
    private readonly Dictionary<int, TensorSpec> _byLength = [];

    internal BatchBuffer(TensorSpec spec)
    {
        _declared = spec;
        Spec = spec.WithLength(1);
    }

    /// <summary>Shape and type of one sample, with the number of steps that the batch has now.</summary>
    public TensorSpec Spec { get; private set; }

    /// <summary>Whether the number of steps may change.</summary>
    internal bool HasAnyLength => _declared.HasAnyLength;

    /// <summary>Whether the first axis of a sample is the steps of its sequence.</summary>
    internal bool CountsSteps => _declared.Shape is [Length.Any, ..];

    /// <summary>The floats of all samples that fit, <see cref="TensorSpec.Length"/> for each; of an integer tensor, none.</summary>
    public Span<float> Floats => _floats;

    /// <summary>The integers of all samples that fit, <see cref="TensorSpec.Length"/> for each; of a floating-point tensor, none.</summary>
    public Span<int> Ints => _ints;

    /// <summary>The address of the first element.</summary>
    internal void* Address => Spec.Element == ElementKind.Float32
        ? System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_floats))
        : System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_ints));

    /// <summary>Copies samples to a buffer of the same spec.</summary>
    internal void CopyTo(BatchBuffer destination, int index, int destinationIndex, int count)
    {
        int length = Spec.Length;
        if (Spec.Element == ElementKind.Float32)
        {
            Floats.Slice(index * length, count * length).CopyTo(destination.Floats[(destinationIndex * length)..]);
        }
        else
        {
            Ints.Slice(index * length, count * length).CopyTo(destination.Ints[(destinationIndex * length)..]);
        }
    }

    /// <summary>The own steps of a sample; of a tensor without steps, all of it.</summary>
    /// <param name="own">Which of the <paramref name="steps"/> of the batch are the sample's own.</param>
    internal Span<float> OwnFloats(int index, Range own, int steps) => Own(Floats, index, own, steps);

    /// <summary>Makes the other steps of a sample zero.</summary>
    /// <inheritdoc cref="OwnFloats"/>
    internal void ClearPadding(int index, Range own, int steps)
    {
        if (Spec.Element == ElementKind.Float32)
        {
            Clear(Floats);
        }
        else
        {
            Clear(Ints);
        }

        void Clear<T>(Span<T> all)
        {
            Span<T> sample = all.Slice(index * Spec.Length, Spec.Length);
            Range kept = PlacesOf(own, steps);
            sample[..kept.Start].Clear();
            sample[kept.End..].Clear();
        }
    }

    /// <summary>Copies the own steps of a sample to a buffer of so many.</summary>
    /// <inheritdoc cref="OwnFloats"/>
    internal void CopyOwnTo(BatchBuffer destination, int index, int destinationIndex, Range own, int steps)
    {
        int place = destinationIndex * destination.Spec.Length;
        if (Spec.Element == ElementKind.Float32)
        {
            Own(Floats, index, own, steps).CopyTo(destination.Floats[place..]);
        }
        else
        {
            Own(Ints, index, own, steps).CopyTo(destination.Ints[place..]);
        }
    }

    private Span<T> Own<T>(Span<T> all, int index, Range own, int steps) => all.Slice(index * Spec.Length, Spec.Length)[PlacesOf(own, steps)];

    /// <summary>Of steps, their values in a sample.</summary>
    private Range PlacesOf(Range own, int steps)
    {
        int step = Spec.Length / steps;
        return CountsSteps ? (own.Start.Value * step)..(own.End.Value * step) : 0..Spec.Length;
    }

    /// <summary>Takes samples of another number of steps; what was there is lost.</summary>
    internal void SetLength(int steps, int capacity)
    {
        if (!HasAnyLength)
        {
            return;
        }

        if (!_byLength.TryGetValue(steps, out TensorSpec? spec))
        {
            spec = _declared.WithLength(steps);
            _byLength.Add(steps, spec);
        }

        Spec = spec;
        SetCapacity(capacity);
    }

    internal void SetCapacity(int samples)
    {
        long values = (long)samples * Spec.Length;
        if (values > Array.MaxLength)
        {
            throw new OutOfMemoryException($"a batch of {Wording.Count(samples, "sample")} of {Spec} has {values} values, and one array holds {Array.MaxLength}");
        }

        int length = (int)values;
        if (Spec.Element == ElementKind.Float32)
        {
            Resize(ref _floats, length);
        }
        else
        {
            Resize(ref _ints, length);
        }
    }

    private static void Resize<T>(ref T[] array, int length)
    {
        if (length <= array.Length)
        {
            return;
        }

        T[] larger = GC.AllocateArray<T>(length, pinned: true);
        array.AsSpan(0, Math.Min(array.Length, length)).CopyTo(larger);
        array = larger;
    }
}
