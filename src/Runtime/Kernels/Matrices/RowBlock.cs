using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>A row as it lies in memory, in one block of the depth.</summary>
/// <param name="depth">The length of the block.</param>
/// <param name="stride">From one row of the matrix to the next.</param>
internal readonly unsafe struct RowBlock(nint depth, nint stride) : IRow
{
    public static bool IsReady => true;

    public nint Depth => depth;

    public nint Stride => stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish<TLane>(float* values, nint k)
        where TLane : struct, ILane<TLane>
    {
    }
}
