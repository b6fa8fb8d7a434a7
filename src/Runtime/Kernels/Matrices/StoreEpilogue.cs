using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Stores a matrix product as it is.</summary>
/// <param name="destination">The product, row by row.</param>
/// <param name="columns">The distance of two rows, in floats.</param>
public readonly unsafe struct StoreEpilogue(float* destination, nint columns) : IEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TLane>(TLane value, nint row, nint column)
        where TLane : struct, ILane<TLane>
        => TLane.Store(destination + (row * columns) + column, value);
}
