namespace Compiled.Kernels;

/// <summary>A matrix or a kernel in memory, and what is made of it: the same bits wherever all of these agree.</summary>
/// <param name="Address">Its first weight.</param>
/// <param name="Stride">From one of its rows, or tap of a channel, to the next, in floats.</param>
/// <param name="Depth">The length of the sums, such as the channels that a kernel reads.</param>
/// <param name="Columns">The columns, such as a kernel's filters.</param>
/// <param name="Kind">What is made of it: the type that does so.</param>
/// <param name="Panel">The columns of a panel.</param>
/// <param name="IsTransposed">Whether its rows in memory are columns.</param>
internal readonly record struct WeightForm(nint Address, nint Stride, nint Depth, nint Columns, Type Kind, int Panel, bool IsTransposed = false);

/// <summary>The memory for weights in one form.</summary>
/// <param name="owner">Whose it is, as the beginning of messages.</param>
internal sealed unsafe class KeptMatrix(string owner) : IDisposable
{
    private AlignedMemory? _memory;

    public WeightForm Form { get; private set; }

    public float* Values => _memory!.Address;

    /// <summary>The floats that it takes.</summary>
    public long Length => _memory?.Length ?? 0;

    /// <summary>Whether the values are there, of the weights as they are.</summary>
    public bool IsMade { get; set; }

    /// <summary>Makes room for another form.</summary>
    public void Prepare(in WeightForm form, nint length)
    {
        // Without memory it is of no weights.
        Form = default;
        IsMade = false;
        if (length > Length)
        {
            _memory?.Dispose();
            _memory = null;
            _memory = new(length, $"{owner}: a matrix of {form.Depth} by {form.Columns} weights in the form that products read");
        }

        Form = form;
    }

    public void Dispose() => _memory?.Dispose();
}
