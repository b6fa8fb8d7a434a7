using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// Hands on, of the gradient of a kernel of joined groups, what connects a group's channels with its own filters; the rest is no part of
/// any kernel.
/// </summary>
/// <param name="inner">Takes (window position, channel of the group) as row and the filter as column.</param>
/// <param name="firstFilter">The first filter of the block.</param>
/// <param name="channels">The channels of a group.</param>
/// <param name="filters">The filters of a group.</param>
/// <param name="joined">The groups of the block.</param>
internal readonly unsafe struct BlockEpilogue<TEpilogue>(TEpilogue* inner, nint firstFilter, int channels, int filters, int joined) : IEpilogue
    where TEpilogue : unmanaged, IEpilogue
{
    // A kernel has few elements beside the products that make its gradient: each is stored by itself.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Store<TLane>(TLane value, nint row, nint column)
        where TLane : struct, ILane<TLane>
    {
        float* values = stackalloc float[TLane.Width];
        TLane.Store(values, value);
        (nint tap, nint channelOfBlock) = Math.DivRem(row, (nint)channels * joined);
        (nint group, nint channel) = Math.DivRem(channelOfBlock, (nint)channels);
        nint end = Math.Min((group + 1) * filters, column + TLane.Width);
        for (nint filter = Math.Max(group * filters, column); filter < end; filter++)
        {
            inner->Store(Lane1.Load(values + (filter - column)), (tap * channels) + channel, firstFilter + filter);
        }
    }
}
