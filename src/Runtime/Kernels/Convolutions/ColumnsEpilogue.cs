using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Hands the columns of one group on as columns of all.</summary>
internal readonly unsafe struct ColumnsEpilogue<TEpilogue>(TEpilogue* inner, nint first) : IEpilogue
    where TEpilogue : unmanaged, IEpilogue
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TLane>(TLane value, nint row, nint column)
        where TLane : struct, ILane<TLane>
        => inner->Store(value, row, first + column);
}
