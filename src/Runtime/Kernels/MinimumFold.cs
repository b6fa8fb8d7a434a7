using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Takes the smaller; not a number where any element is.</summary>
public readonly struct MinimumFold : IFold
{
    /// <inheritdoc/>
    public static float Identity => float.PositiveInfinity;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Fold<TLane>(TLane left, TLane right)
        where TLane : struct, ILane<TLane>
        => TLane.Minimum(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FoldElements<TLane>(TLane value)
        where TLane : struct, ILane<TLane>
        => TLane.Min(value);
}
