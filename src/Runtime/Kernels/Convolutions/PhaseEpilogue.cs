using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Hands the inputs of one phase on as rows of all inputs, and the columns of a group as columns of all.</summary>
internal readonly unsafe struct PhaseEpilogue<TEpilogue>(
    TEpilogue* inner, SlidingWindow window, InputPhase depth, InputPhase height, InputPhase width, nint firstColumn) : IEpilogue
    where TEpilogue : unmanaged, IEpilogue
{
    private readonly SlidingWindow _window = window;
    private readonly InputPhase _depth = depth;
    private readonly InputPhase _height = height;
    private readonly InputPhase _width = width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TLane>(TLane value, nint row, nint column)
        where TLane : struct, ILane<TLane>
    {
        (nint rest, nint w) = Math.DivRem(row, _width.Patches.Positions);
        (rest, nint h) = Math.DivRem(rest, _height.Patches.Positions);
        (nint image, nint d) = Math.DivRem(rest, _depth.Patches.Positions);
        nint at = (image * _window.InputDepth) + _depth.First + (d * _window.StrideDepth);
        at = (at * _window.InputHeight) + _height.First + (h * _window.StrideHeight);
        at = (at * _window.InputWidth) + _width.First + (w * _window.StrideWidth);
        inner->Store(value, at, firstColumn + column);
    }
}
