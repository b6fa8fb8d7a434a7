using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Takes the larger; not a number where any element is.</summary>
public readonly struct MaximumFold : IFold
{
    /// <inheritdoc/>
    public static float Identity => float.NegativeInfinity;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Fold<TLane>(TLane left, TLane right)
        where TLane : struct, ILane<TLane>
        => TLane.Maximum(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FoldElements<TLane>(TLane value)
        where TLane : struct, ILane<TLane>
        => TLane.Max(value);
}
