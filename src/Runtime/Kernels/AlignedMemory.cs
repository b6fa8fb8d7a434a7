using System.Runtime.InteropServices;

namespace Compiled.Kernels;

/// <summary>A block of native floats aligned to 64 bytes and zero at first: parameters, gradients, a workspace.</summary>
public sealed unsafe class AlignedMemory : IDisposable
{
    /// <summary>The alignment in bytes: a cache line, and the widest register.</summary>
    public const int Alignment = 64;

    private float* _address;

    /// <summary>Allocates a block and clears it.</summary>
    /// <param name="length">In floats.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="OutOfMemoryException">There is no such block.</exception>
    public AlignedMemory(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        nuint bytes = checked((nuint)length * sizeof(float));
        _address = (float*)NativeMemory.AlignedAlloc(Math.Max(bytes, Alignment), Alignment);
        NativeMemory.Clear(_address, bytes);
        Length = length;
        if (bytes > 0)
        {
            GC.AddMemoryPressure((long)bytes);
        }
    }

    /// <summary>In floats.</summary>
    public long Length { get; }

    /// <summary>The first float. It is valid while this object is neither disposed nor collected: keep a reference while using it.</summary>
    /// <exception cref="ObjectDisposedException">The block was freed.</exception>
    public float* Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(_address == null, this);
            return _address;
        }
    }

    /// <summary>A part of the block.</summary>
    /// <param name="start">In floats.</param>
    /// <param name="length">In floats.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is not inside the block.</exception>
    public Span<float> Span(long start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Length - length);
        return new Span<float>(Address + start, length);
    }

    /// <summary>Frees the block; spans and addresses into it must not be used any more.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the block.</summary>
    ~AlignedMemory() => Free();

    private void Free()
    {
        if (_address == null)
        {
            return;
        }

        NativeMemory.AlignedFree(_address);
        _address = null;
        if (Length > 0)
        {
            GC.RemoveMemoryPressure(Length * sizeof(float));
        }
    }
}
