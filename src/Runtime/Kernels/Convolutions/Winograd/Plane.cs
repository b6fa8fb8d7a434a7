using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>A small square of vectors in memory: what minimal filtering transforms, over channels or filters.</summary>
/// <param name="address">The first vector.</param>
/// <param name="line">From one line to the next, in floats.</param>
/// <param name="step">From one vector of a line to the next, in floats.</param>
internal readonly unsafe struct Plane(float* address, nint line, nint step)
{
    /// <summary>Applies a map to each element of the vectors.</summary>
    /// <param name="result">Where the result goes.</param>
    /// <param name="length">The length of the vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Transform<TMap, TLane>(Plane result, nint length)
        where TMap : struct, IPlaneMap
        where TLane : struct, ILane<TLane>
    {
        nint i = 0;
        for (; i <= length - TLane.Width; i += TLane.Width)
        {
            TMap.Apply<TLane>(At(i), result.At(i));
        }

        for (; i < length; i++)
        {
            TMap.Apply<Lane1>(At(i), result.At(i));
        }
    }

    /// <summary>Reads a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Load<TLane>(int row, int column)
        where TLane : struct, ILane<TLane>
        => TLane.Load(address + (row * line) + (column * step));

    /// <summary>Writes a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TLane>(int row, int column, TLane value)
        where TLane : struct, ILane<TLane>
        => TLane.Store(address + (row * line) + (column * step), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Plane At(nint i) => new(address + i, line, step);
}
