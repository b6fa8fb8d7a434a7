namespace Compiled.Kernels;

/// <summary>
/// Weights of convolutions at the points where minimal filtering multiplies by them, kept from one prediction to the next as long as no weight
/// changes: for a single picture they take as long to compute as its own points.
/// </summary>
/// <param name="weights">The weights: what is computed from anything else is not kept.</param>
/// <param name="length">Of the weights, in floats.</param>
internal sealed unsafe class KeptKernels(float* weights, long length) : IDisposable
{
    // In floats. Of larger networks the first layers' kernels are kept; points of all would displace more from the caches than they save.
    private const long Most = 1 << 20;

    private readonly List<KeptKernel> _kernels = [];
    private long _version = -1;
    private long _kept;

    /// <summary>The floats that are kept.</summary>
    public long Length => _kept;

    /// <summary>Forgets what was computed from other weights.</summary>
    /// <param name="version">Of the weights.</param>
    public void Begin(long version)
    {
        if (version == _version)
        {
            return;
        }

        _version = version;
        foreach (KeptKernel kernel in _kernels)
        {
            kernel.IsMade = false;
        }
    }

    /// <summary>The place of a kernel; null for one that is not kept.</summary>
    /// <param name="shape">What the kernel is, and how it is transformed.</param>
    /// <param name="points">The floats that it takes.</param>
    public KeptKernel? Find(KernelShape shape, nint points)
    {
        foreach (KeptKernel kernel in _kernels)
        {
            if (kernel.Shape == shape)
            {
                return kernel;
            }
        }

        if (shape.Address < (nint)weights || shape.Address >= (nint)(weights + length) || points > Most - _kept)
        {
            return null;
        }

        var added = new KeptKernel(shape, points);
        _kernels.Add(added);
        _kept += points;
        return added;
    }

    public void Dispose()
    {
        foreach (KeptKernel kernel in _kernels)
        {
            kernel.Dispose();
        }

        _kernels.Clear();
        _kept = 0;
    }
}
