namespace Compiled.Kernels;

/// <summary>
/// The right side of an input's gradient: for each tap, from the last window position to the first, the kernel's block of channels and
/// filters transposed.
/// </summary>
/// <param name="kernel">The first filter of the group.</param>
/// <param name="window">The geometry; its groups are the blocks of joined ones.</param>
/// <param name="joined">The groups of a block, whose channels know only their own filters: see <see cref="GroupBlocks"/>.</param>
/// <param name="depth">The phase along depth.</param>
/// <param name="height">The phase along height.</param>
/// <param name="width">The phase along width.</param>
internal readonly unsafe struct FlippedKernel(
    float* kernel, SlidingWindow window, int joined, InputPhase depth, InputPhase height, InputPhase width) : IRightSide
{
    private readonly SlidingWindow _window = window;
    private readonly InputPhase _depth = depth;
    private readonly InputPhase _height = height;
    private readonly InputPhase _width = width;

    public float* Address => null;

    public nint Stride => 0;

    public float* Panels => null;

    public void Pack<TLane>(float* destination, nint firstColumn, nint endColumn, nint firstDepth, nint depth)
        where TLane : struct, ILane<TLane>
    {
        int panelWidth = MatrixBlocks.PanelWidth<TLane>();
        if (joined > 1)
        {
            PackJoined(destination, firstColumn, endColumn, firstDepth, depth, panelWidth);
            return;
        }

        int channels = _window.Channels / _window.Groups;
        int filters = _window.Filters / _window.Groups;
        for (nint column = firstColumn; column < endColumn; column += panelWidth)
        {
            int columns = (int)Math.Min(panelWidth, endColumn - column);
            for (nint k = firstDepth; k < firstDepth + depth;)
            {
                (nint tap, nint filter) = Math.DivRem(k, (nint)filters);
                nint count = Math.Min(filters - filter, firstDepth + depth - k);
                float* block = kernel + (((Position((int)tap) * channels) + column) * _window.Filters) + filter;
                MatrixPacking.TransposedColumns<TLane>(block, _window.Filters, columns, count, destination);
                destination += count * panelWidth;
                k += count;
            }
        }
    }

    private void PackJoined(float* destination, nint firstColumn, nint endColumn, nint firstDepth, nint depth, int panelWidth)
    {
        nint channels = _window.Channels / _window.Groups / joined;
        nint filters = _window.Filters / _window.Groups / joined;
        for (nint panel = firstColumn; panel < endColumn; panel += panelWidth)
        {
            for (nint k = firstDepth; k < firstDepth + depth; k++, destination += panelWidth)
            {
                (nint tap, nint filter) = Math.DivRem(k, filters * joined);
                float* from = kernel + (Position((int)tap) * channels * _window.Filters) + filter;
                nint first = filter / filters * channels, end = Math.Min(first + channels, endColumn);
                for (nint column = panel; column < panel + panelWidth; column++)
                {
                    destination[column - panel] = column >= first && column < end ? from[(column - first) * _window.Filters] : 0f;
                }
            }
        }
    }

    /// <summary>The window position of a tap, counted row by row.</summary>
    private nint Position(int tap)
    {
        tap = Math.DivRem(tap, _width.Patches.Taps, out int tapWidth);
        int tapDepth = Math.DivRem(tap, _height.Patches.Taps, out int tapHeight);
        int atDepth = _depth.FirstTap - (tapDepth * _depth.TapStep);
        int atHeight = _height.FirstTap - (tapHeight * _height.TapStep);
        int atWidth = _width.FirstTap - (tapWidth * _width.TapStep);
        return (((nint)atDepth * _window.WindowHeight) + atHeight) * _window.WindowWidth + atWidth;
    }
}
