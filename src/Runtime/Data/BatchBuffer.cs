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
