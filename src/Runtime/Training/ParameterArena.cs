using Compiled.Kernels;

namespace Compiled;

/// <summary>
/// The parameters of a model and of all models held by it, with a count of who works on them: many may read or one may write.
/// Whoever breaks that rule is told so; memory is freed only when its last user has left.
/// </summary>
internal sealed unsafe class ParameterArena(string owner, long length)
{
    private const int Closed = 1 << 30;
    private const int Writing = 1 << 29;

    private readonly AlignedMemory _memory = new(length, $"{owner}: the memory of its {length} parameters");

    // Flags Closed and Writing, and the number of readers.
    private int _state;

    /// <summary>The model that trains on a device, whose weights may be newer than these; null for none.</summary>
    public Model? OnDevice { get; set; }

    public string Owner => owner;

    /// <summary>Counts the resets of what interpreted layers keep: a model and those held by it begin anew together.</summary>
    public int Interpretation { get; set; }

    public long Length => length;

    /// <summary>Another number each time that someone has changed the weights, or may have.</summary>
    public long Version { get; private set; }

    public bool IsClosed => (Volatile.Read(ref _state) & Closed) != 0;

    /// <summary>Valid between entering and leaving.</summary>
    public float* Address => _memory.Address;

    /// <summary>What predictions keep of tables; as the weights, they are used between entering and leaving.</summary>
    public ProductTables Tables { get; } = new(owner);

    /// <param name="weights">Where the weights are read: those on a device are brought here only for the processor.</param>
    public void EnterRead(string model, string operation, Side weights = Side.Processor)
    {
        int state = Volatile.Read(ref _state);
        while (true)
        {
            if ((state & Closed) != 0)
            {
                throw Disposed(model, operation);
            }

            if ((state & Writing) != 0)
            {
                throw new InvalidOperationException($"{model} cannot {operation}: another thread is changing its weights. Let the training step end first, or use a Clone() of the model.");
            }

            int seen = Interlocked.CompareExchange(ref _state, state + 1, state);
            if (seen == state)
            {
                break;
            }

            state = seen;
        }

        if (weights == Side.Processor)
        {
            try
            {
                OnDevice?.BringWeights(toChange: false);
            }
            catch
            {
                ExitRead();
                throw;
            }
        }
    }

    public void ExitRead()
    {
        if (Interlocked.Decrement(ref _state) == Closed)
        {
            Free();
        }
    }

    /// <param name="weights">Where the weights are changed: those on a device are brought here only for the processor.</param>
    public void EnterWrite(string model, string operation, Side weights = Side.Processor)
    {
        int seen = Interlocked.CompareExchange(ref _state, Writing, 0);
        if (seen != 0)
        {
            throw (seen & Closed) != 0
                ? Disposed(model, operation)
                : new InvalidOperationException((seen & Writing) != 0
                    ? $"{model} cannot {operation}: another thread is changing its weights."
                    : $"{model} cannot {operation}: others are reading its weights ({seen} at this moment). Let them end first, or train a Clone() of the model.");
        }

        Version++;
        if (weights == Side.Processor)
        {
            try
            {
                OnDevice?.BringWeights(toChange: true);
            }
            catch
            {
                ExitWrite();
                throw;
            }
        }
    }

    public void ExitWrite()
    {
        // Closing is the only change that others can make while someone writes.
        if (Interlocked.And(ref _state, ~Writing) == (Writing | Closed))
        {
            Free();
        }
    }

    public void Close()
    {
        if (Interlocked.Or(ref _state, Closed) == 0)
        {
            Free();
        }
    }

    private void Free()
    {
        _memory.Dispose();
        Tables.Dispose();
    }

    private ObjectDisposedException Disposed(string model, string operation) =>
        new(model, owner == model ? $"{model} was disposed: it cannot {operation}." : $"{owner}, which holds the weights of {model}, was disposed: {model} cannot {operation}.");
}
