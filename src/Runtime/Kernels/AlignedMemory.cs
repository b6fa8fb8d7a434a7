using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Kernels;

/// <summary>A block of native floats aligned to at least 64 bytes and zero at first: parameters, gradients, a workspace.</summary>
public sealed unsafe class AlignedMemory : IDisposable
{
    /// <summary>The alignment in bytes: a cache line, and the widest register.</summary>
    public const int Alignment = 64;

    /// <summary>What to add to memory on the stack, in floats, so that <see cref="Align"/> finds room.</summary>
    internal const int Margin = (Alignment / sizeof(float)) - 1;

    private const long MostFloats = (long.MaxValue - Alignment) / sizeof(float);

    // Which of this thread's next allocations fails, from 1; 0 for none.
    [ThreadStatic]
    private static int t_failing;

    // The bytes that this thread took and did not give back since it began to measure, and the most there were at once.
    [ThreadStatic]
    private static long t_held;

    [ThreadStatic]
    private static long t_most;

    [ThreadStatic]
    private static long t_allocated;

    private float* _address;

    /// <summary>Allocates a block and clears it.</summary>
    /// <param name="length">In floats.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="OutOfMemoryException">There is no such block.</exception>
    public AlignedMemory(long length)
        : this(length, $"a block of native memory")
    {
    }

    /// <param name="length">In floats.</param>
    /// <param name="purpose">Whose block it is and what for, as the beginning of a message; formatted only there.</param>
    /// <exception cref="OutOfMemoryException">There is no such block; the message begins with <paramref name="purpose"/> and has the bytes.</exception>
    internal AlignedMemory(long length, FormattableString purpose)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        try
        {
            if ((t_failing > 0 && --t_failing == 0) || length > MostFloats)
            {
                throw new OutOfMemoryException();
            }

            nuint size = Math.Max((nuint)length * sizeof(float), Alignment);
            _address = (float*)NativeMemory.AlignedAlloc(size, HugePages.Alignment(size, Alignment));
            HugePages.Advise(_address, size);
        }
        catch (OutOfMemoryException exception)
        {
            throw new OutOfMemoryException($"{FormattableString.Invariant(purpose)} needs {BytesOf(length)} bytes, and the system has no such block of memory to give", exception);
        }

        long bytes = length * sizeof(float);
        NativeMemory.Clear(_address, (nuint)bytes);
        t_allocated += bytes;
        Length = length;
        t_held += bytes;
        t_most = Math.Max(t_most, t_held);
        if (length > 0)
        {
            GC.AddMemoryPressure(bytes);
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

    /// <summary>
    /// The first aligned place of memory on the stack, which by itself is aligned to 16 bytes: a lane that lies across two lines of the cache is
    /// stored and read back slowly.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float* Align(float* memory) => (float*)(((nuint)memory + (Alignment - 1)) & ~(nuint)(Alignment - 1));

    /// <summary>Lets one of this thread's next allocations fail, for tests of what a failure leaves behind.</summary>
    /// <param name="allocation">Which, from 1; 0 for none.</param>
    internal static void Fail(int allocation) => t_failing = allocation;

    /// <summary>The most bytes in blocks that this thread holds at once while it does something, beside those it held before.</summary>
    internal static long Most(Action action)
    {
        t_held = 0;
        t_most = 0;
        action();
        return t_most;
    }

    /// <summary>The bytes of all blocks that this thread ever allocated, freed or not: what <see cref="GC.GetAllocatedBytesForCurrentThread"/> is for managed memory.</summary>
    public static long AllocatedBytesForCurrentThread => t_allocated;

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

    // More than 64 bits can count, perhaps.
    private static string BytesOf(long length) => ((UInt128)length * sizeof(float)).ToString(CultureInfo.InvariantCulture);

    private void Free()
    {
        if (_address == null)
        {
            return;
        }

        NativeMemory.AlignedFree(_address);
        _address = null;
        t_held -= Length * sizeof(float);
        if (Length > 0)
        {
            GC.RemoveMemoryPressure(Length * sizeof(float));
        }
    }
}
