namespace Compiled.Kernels;

/// <summary>A kernel in memory, and what is made of it: the same bits wherever all of these agree.</summary>
/// <param name="Address">Its first weight.</param>
/// <param name="Stride">From one tap of a channel to the next, in floats.</param>
/// <param name="Channels">The channels that it reads.</param>
/// <param name="Filters">Its filters.</param>
/// <param name="Filter">The minimal filter.</param>
/// <param name="Panel">The filters in a panel.</param>
internal readonly record struct KernelShape(nint Address, nint Stride, nint Channels, nint Filters, Type Filter, int Panel);

/// <summary>The memory for one kernel's points.</summary>
internal sealed unsafe class KeptKernel : IDisposable
{
    private AlignedMemory? _memory;

    public KernelShape Shape { get; private set; }

    public float* Points => _memory!.Address;

    /// <summary>The floats that it takes.</summary>
    public long Length => _memory?.Length ?? 0;

    /// <summary>Whether the points are there, of the weights as they are.</summary>
    public bool IsMade { get; set; }

    /// <summary>Makes room for other points.</summary>
    public void Prepare(in KernelShape shape, nint points)
    {
        // Without memory it is no kernel's.
        Shape = default;
        IsMade = false;
        if (points > Length)
        {
            _memory?.Dispose();
            _memory = null;
            _memory = new(points, $"the points of a convolution's kernel");
        }

        Shape = shape;
    }

    public void Dispose() => _memory?.Dispose();
}
