using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Adds.</summary>
public readonly struct SumFold : IFold
{
    /// <inheritdoc/>
    public static float Identity => 0f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Fold<TLane>(TLane left, TLane right)
        where TLane : struct, ILane<TLane>
        => TLane.Add(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FoldElements<TLane>(TLane value)
        where TLane : struct, ILane<TLane>
        => TLane.Sum(value);
}
