using Compiled.Devices;

namespace Compiled;

/// <summary>
/// What stateful layers keep, in the memory of a device: for each state two buffers whose turn changes with each batch. The twin of
/// <see cref="CarriedStates"/>, which knows for how many samples they are; either may have the newest, and the other takes it when it must.
/// </summary>
internal sealed unsafe class DeviceStates(Model model, CarriedStates states, DeviceSession session, DeviceContext context) : IDisposable
{
    private readonly DeviceBuffer?[] _current = new DeviceBuffer?[model.Schema.States.Length];
    private readonly DeviceBuffer?[] _next = new DeviceBuffer?[model.Schema.States.Length];
    private readonly Readback[] _readbacks = new Readback[model.Schema.States.Length];
    private long _version = -1;

    /// <summary>The processor's side.</summary>
    public CarriedStates States => states;

    /// <summary>Whether the device has what the processor has not.</summary>
    public bool IsAhead
    {
        get => field && states.Batch > 0 && _version == states.Version;
        private set;
    }

    /// <summary>Makes room for a batch, which goes on from the one before or, where that was reset, from zeros.</summary>
    /// <param name="lastUse">What may still use the memory that is too small.</param>
    /// <param name="beforeGrowth">Reads what lists on their way give back: a new buffer begins lists of its own.</param>
    /// <exception cref="InvalidOperationException">The states belong to a batch of another size.</exception>
    /// <exception cref="InsufficientMemoryException">The device has no room.</exception>
    public void Begin(int batch, Submission? lastUse, Action beforeGrowth)
    {
        states.Begin(batch);
        for (int i = 0; i < _current.Length; i++)
        {
            Reserve(ref _current[i], i, batch, lastUse, beforeGrowth);
            Reserve(ref _next[i], i, batch, lastUse, beforeGrowth);
        }
    }

    /// <summary>Records what a program needs: the newest states are there, and so is room for those of the next batch.</summary>
    public void Record(CommandList commands, BufferTable buffers)
    {
        bool isOld = _version != states.Version;
        for (int i = 0; i < _current.Length; i++)
        {
            if (isOld)
            {
                commands.Upload<float>(states[i], _current[i]!);
            }

            buffers[new(DeviceMemory.CarriedState, i)] = _current[i]!;
            buffers[new(DeviceMemory.NextCarriedState, i)] = _next[i]!;
        }
    }

    /// <summary>The states that the program writes, which was handed over, are those that the next batch begins with.</summary>
    public void Commit()
    {
        for (int i = 0; i < _current.Length; i++)
        {
            (_current[i], _next[i]) = (_next[i], _current[i]);
        }

        states.Keep();
        _version = states.Version;
        IsAhead = true;
    }

    /// <summary>Lets the next batch begin with zeros, while no other thread brings the states back.</summary>
    public void Reset() => session.Reset(states);

    /// <summary>Records the way back to the processor.</summary>
    public void Download(CommandList commands)
    {
        for (int i = 0; i < _current.Length; i++)
        {
            _readbacks[i] = commands.Download(_current[i]!, 0, states[i].Length);
        }
    }

    /// <summary>Takes what came back.</summary>
    public void Read(Submission submission)
    {
        for (int i = 0; i < _readbacks.Length; i++)
        {
            submission.Read(_readbacks[i], states[i]);
        }

        IsAhead = false;
    }

    /// <summary>Ends the device's side, as its owner goes.</summary>
    public void Leave() => session.Release(this);

    /// <summary>Frees the memory; commands that use it are done. States that did not come back are lost.</summary>
    public void Dispose()
    {
        foreach (DeviceBuffer? buffer in _current.Concat(_next))
        {
            buffer?.Dispose();
        }

        states.OnDevice = null;
    }

    private void Reserve(ref DeviceBuffer? buffer, int state, int batch, Submission? lastUse, Action beforeGrowth)
    {
        long length = (long)batch * model.Schema.States[state].Length;
        if (buffer is null || buffer.Length < length)
        {
            // The old block goes first, so that both need not fit. Only a first batch is another size, so nothing in it counts.
            lastUse?.Wait();
            beforeGrowth();
            buffer?.Dispose();
            buffer = null;
            buffer = context.CreateBuffer($"{model.Schema.Name}'s state '{model.Schema.States[state].Name}'", length);
        }
    }
}
