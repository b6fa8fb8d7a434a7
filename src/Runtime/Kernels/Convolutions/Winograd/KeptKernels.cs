namespace Compiled.Kernels;

/// <summary>
/// Weights of convolutions at the points where minimal filtering multiplies by them, kept from one prediction to the next as long as no weight
/// changes: for a single picture they take as long to compute as its own points.
/// </summary>
internal sealed class KeptKernels : IDisposable
{
    // In floats. Points of all kernels of a larger network would displace more from the caches than they save.
    private const long Most = 1 << 20;

    // One for each kernel: another filter, which another number of pictures may take, is computed in its place.
    private readonly List<KeptKernel> _kernels = [];
    private WeightVersion _weights;

    /// <summary>The floats that are kept.</summary>
    public long Length { get; private set; }

    /// <summary>Says what is kept, before each prediction, and forgets what was computed from other weights.</summary>
    /// <param name="weights">What is computed from anything else is not kept.</param>
    public void Begin(in WeightVersion weights)
    {
        if (weights == _weights)
        {
            return;
        }

        _weights = weights;
        foreach (KeptKernel kernel in _kernels)
        {
            kernel.IsMade = false;
        }
    }

    /// <summary>The place of a kernel; null for one that is not kept.</summary>
    /// <param name="shape">What the kernel is, and how it is transformed.</param>
    /// <param name="points">The floats that it takes.</param>
    public KeptKernel? Find(in KernelShape shape, nint points)
    {
        if (!_weights.Contain(shape.Address))
        {
            return null;
        }

        KeptKernel? found = null;
        foreach (KeptKernel kernel in _kernels)
        {
            if (kernel.Shape == shape)
            {
                return kernel;
            }

            found = kernel.Shape.Address == shape.Address ? kernel : found;
        }

        if (Length - (found?.Length ?? 0) + points > Most)
        {
            return null;
        }

        KeptKernel kept = found ?? new();
        Length -= kept.Length;
        kept.Prepare(shape, points);
        Length += kept.Length;
        if (found is null)
        {
            _kernels.Add(kept);
        }

        return kept;
    }

    public void Dispose()
    {
        foreach (KeptKernel kernel in _kernels)
        {
            kernel.Dispose();
        }

        _kernels.Clear();
        Length = 0;
    }
}
