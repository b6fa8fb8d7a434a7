using Compiled.Kernels;

namespace Compiled;

/// <summary>
/// What stateful layers keep from batch to batch, a row for each place of the batch. A program reads the states as they are and writes those of
/// the next batch beside them; <see cref="Commit"/> lets these take their place, so that a step that fails, or was only a look, leaves no trace.
/// </summary>
internal sealed unsafe class CarriedStates(Model model) : IDisposable
{
    private AlignedMemory? _current;
    private AlignedMemory? _next;
    private int _busy;
    private bool _isKept;

    /// <summary>The number of samples that the states have room for; 0 where no batch was tried since the last reset.</summary>
    public int Batch { get; private set; }

    /// <summary>Another number whenever the states in this memory became others.</summary>
    public long Version { get; private set; }

    /// <summary>The device's side, where the model is on one.</summary>
    public DeviceStates? OnDevice { get; set; }

    /// <summary>A state, a row for each sample.</summary>
    public Span<float> this[int index] => new(_current!.Address + (Batch * Offset(index)), checked(Batch * model.Schema.States[index].Length));

    /// <summary>Makes sure that one thread at a time works with the states; they are left by <see cref="Exit"/>.</summary>
    /// <exception cref="InvalidOperationException">Another thread does.</exception>
    public void Enter(string operation)
    {
        if (Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            throw new InvalidOperationException($"{model.Schema.Name} cannot {operation}: another thread is using the states that its layers keep. Predict in a context of its own: it has states of its own.");
        }
    }

    public void Exit() => Volatile.Write(ref _busy, 0);

    /// <summary>Makes room for a batch, which begins with zeros where it is the first. One that failed does not count.</summary>
    /// <exception cref="InvalidOperationException">The states belong to a batch of another size.</exception>
    public void Begin(int batch)
    {
        if (Batch == batch)
        {
            return;
        }

        if (_isKept)
        {
            throw new InvalidOperationException(
                $"{model.Schema.Name}: its layers keep states for batches of {Wording.Count(Batch, "sample")}, and this one has {batch}. Give every batch as many, call ResetStates() before, or predict in a context of CreateContext(), which has states of its own.");
        }

        Batch = 0;
        long length = (long)batch * model.Tables.StateLength;
        if (_current is null || _next is null || _current.Length < length)
        {
            Free();
            _current = new(length, $"{model.Schema.Name}: the memory of what its layers keep for {Wording.Count(batch, "sample")}");
            _next = new(length, $"{model.Schema.Name}: the memory of what its layers keep for {Wording.Count(batch, "sample")}");
        }

        new Span<float>(_current.Address, checked((int)length)).Clear();
        Batch = batch;
        Version++;
    }

    /// <summary>Tells a program where the states of the samples from <paramref name="start"/> on are, and where those for the next batch go.</summary>
    public void Bind(float** states, float** next, int start)
    {
        long offset = 0;
        for (int i = 0; i < model.Schema.States.Length; i++)
        {
            long length = model.Schema.States[i].Length;
            states[i] = _current!.Address + offset + (start * length);
            next[i] = _next!.Address + offset + (start * length);
            offset += Batch * length;
        }
    }

    /// <summary>The states that the program wrote are those that the next batch begins with.</summary>
    public void Commit()
    {
        (_current, _next) = (_next, _current);
        Version++;
        Keep();
    }

    /// <summary>The states are those that a batch left, here or on a device: batches of other sizes do not go on from them.</summary>
    public void Keep() => _isKept = true;

    /// <summary>Lets the next batch begin with zeros, whatever its size.</summary>
    public void Reset()
    {
        if (OnDevice is { } device)
        {
            device.Reset();
        }
        else
        {
            ResetEntered();
        }
    }

    /// <summary>The same, where no other thread can bring the states back from a device.</summary>
    public void ResetEntered()
    {
        Batch = 0;
        _isKept = false;
        Version++;
    }

    /// <summary>Copies of the states by name; none where no batch came since the last reset.</summary>
    public Dictionary<string, float[]> Save()
    {
        Dictionary<string, float[]> values = new(StringComparer.Ordinal);
        float* address = _isKept ? _current!.Address : null;
        foreach (StateSchema state in _isKept ? model.Schema.States : [])
        {
            int length = checked(Batch * state.Length);
            values.Add(state.Name, new ReadOnlySpan<float>(address, length).ToArray());
            address += length;
        }

        return values;
    }

    /// <summary>Goes on from copies that <see cref="Save"/> made for the same model.</summary>
    public void Restore(IReadOnlyDictionary<string, float[]> values)
    {
        Reset();
        if (values.Count == 0)
        {
            return;
        }

        StateSchema first = model.Schema.States[0];
        Begin(values[first.Name].Length / first.Length);
        float* address = _current!.Address;
        foreach (StateSchema state in model.Schema.States)
        {
            float[] kept = values[state.Name];
            kept.CopyTo(new Span<float>(address, kept.Length));
            address += kept.Length;
        }

        Version++;
        Keep();
    }

    public void Dispose()
    {
        OnDevice?.Leave();
        Reset();
        Free();
    }

    /// <summary>The elements of a sample that come before those of a state.</summary>
    private long Offset(int index)
    {
        long offset = 0;
        for (int i = 0; i < index; i++)
        {
            offset += model.Schema.States[i].Length;
        }

        return offset;
    }

    private void Free()
    {
        _current?.Dispose();
        _next?.Dispose();
        _current = null;
        _next = null;
    }
}
