namespace Compiled.Kernels;

/// <summary>Copies columns of a right side into panels that products read afterwards, a few panels to a tile.</summary>
/// <param name="right">What is copied.</param>
/// <param name="firstColumn">The first column.</param>
/// <param name="endColumn">Behind the last column.</param>
/// <param name="depth">The length of a column.</param>
/// <param name="panels">Receives the panels, one after the other.</param>
internal unsafe struct RightPacking<TLane, TRight>(TRight right, nint firstColumn, nint endColumn, nint depth, float* panels) : ITiledWork
    where TLane : struct, ILane<TLane>
    where TRight : unmanaged, IRightSide
{
    private readonly TRight _right = right;
    private nint _width;

    /// <summary>Copies them, on several threads where waking them pays.</summary>
    /// <param name="threads">How many may share it.</param>
    public void Run(Workers workers, int threads)
    {
        nint columns = endColumn - firstColumn;
        if (threads == 1 || columns * depth < MatrixBlocks.PackThreshold)
        {
            _right.Pack<TLane>(panels, firstColumn, endColumn, 0, depth);
            return;
        }

        int panelWidth = MatrixBlocks.PanelWidth<TLane>();
        int count = checked((int)((columns + panelWidth - 1) / panelWidth));
        _width = (nint)panelWidth * Math.Clamp(count / threads, 1, MatrixBlocks.PanelsAtOnce);
        workers.Run(ref this, checked((int)((columns + _width - 1) / _width)));
    }

    public readonly void RunTile(int tile, int worker)
    {
        nint column = firstColumn + (tile * _width);
        _right.Pack<TLane>(panels + (tile * _width * depth), column, Math.Min(endColumn, column + _width), 0, depth);
    }
}
