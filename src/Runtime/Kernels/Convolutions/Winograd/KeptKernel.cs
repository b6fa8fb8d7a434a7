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
internal sealed unsafe class KeptKernel(KernelShape shape, nint points) : IDisposable
{
    private readonly AlignedMemory _memory = new(points, $"the points of a convolution's kernel");

    public KernelShape Shape => shape;

    public float* Points => _memory.Address;

    /// <summary>Whether the points are there, of the weights as they are.</summary>
    public bool IsMade { get; set; }

    public void Dispose() => _memory.Dispose();
}
