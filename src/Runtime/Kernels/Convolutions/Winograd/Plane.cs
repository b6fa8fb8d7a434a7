using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>A small square of vectors in memory: what minimal filtering transforms, over channels or filters.</summary>
/// <param name="address">The first vector.</param>
/// <param name="line">From one line to the next, in floats.</param>
/// <param name="step">From one vector of a line to the next, in floats.</param>
internal readonly unsafe struct Plane(float* address, nint line, nint step)
{
    /// <summary>From one line to the next, in floats.</summary>
    public nint Line => line;

    /// <summary>From one vector of a line to the next, in floats.</summary>
    public nint Step => step;

    /// <summary>Applies a map to each element of the vectors.</summary>
    /// <param name="result">Where the result goes; other memory.</param>
    /// <param name="length">The length of the vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    public void Transform<TMap, TLane>(Plane result, nint length)
        where TMap : struct, IPlaneMap
        where TLane : struct, ILane<TLane>
    {
        float* between = stackalloc float[TMap.Between * TLane.Width];
        if (length < TLane.Width)
        {
            for (nint i = 0; i < length; i++)
            {
                TMap.Apply<Lane1>(From(i), result.From(i), between);
            }

            return;
        }

        // A last lane that is not full begins earlier and writes some results again.
        nint last = length - TLane.Width;
        for (nint i = 0; i < last; i += TLane.Width)
        {
            TMap.Apply<TLane>(From(i), result.From(i), between);
        }

        TMap.Apply<TLane>(From(last), result.From(last), between);
    }

    /// <summary>Where a vector lies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* At(int row, int column) => address + (row * line) + (column * step);

    /// <summary>Reads a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Load<TLane>(int row, int column)
        where TLane : struct, ILane<TLane>
        => TLane.Load(At(row, column));

    /// <summary>Writes a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TLane>(int row, int column, TLane value)
        where TLane : struct, ILane<TLane>
        => TLane.Store(At(row, column), value);

    // The vectors without their first elements.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Plane From(nint first) => new(address + first, line, step);
}
