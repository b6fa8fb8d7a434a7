using System.Runtime.InteropServices;

namespace Compiled.Kernels;

/// <summary>Native floats, zero at first, at an address that is a multiple of 64 bytes: a full vector register and a cache line.</summary>
public sealed unsafe class AlignedMemory : IDisposable
{
    private const nuint Alignment = 64;

    private float* _address;

    /// <param name="length">The number of floats; zero is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or larger than the address space.</exception>
    /// <exception cref="OutOfMemoryException">The system has no more memory.</exception>
    public AlignedMemory(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, nint.MaxValue / sizeof(float) - (nint)Alignment);
        Length = length;

        // Rounded up, so that a kernel may read a whole vector at the end.
        nuint bytes = (((nuint)length * sizeof(float)) + Alignment) & ~(Alignment - 1);
        _address = (float*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(_address, bytes);
    }

    /// <summary>Frees the memory where nobody disposed of it.</summary>
    ~AlignedMemory() => Free();

    /// <summary>The number of floats.</summary>
    public long Length { get; }

    /// <summary>The first float.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed.</exception>
    public float* Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(_address == null, this);
            return _address;
        }
    }

    /// <summary>The floats from <paramref name="offset"/> on.</summary>
    public Span<float> Slice(long offset, int length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), $"[{offset}, {offset + length}) is outside of {Length} floats");
        }

        return new(Address + offset, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_address);
        _address = null;
    }
}
