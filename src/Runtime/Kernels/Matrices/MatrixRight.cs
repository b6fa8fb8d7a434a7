namespace Compiled.Kernels;

/// <summary>A right side that is a matrix in memory.</summary>
/// <param name="source">The first element.</param>
/// <param name="stride">From one row in memory to the next, in floats.</param>
/// <param name="isTransposed">Whether a row in memory is a column of the product's right side.</param>
/// <param name="panels">Its panels where they are made already, else null.</param>
internal readonly unsafe struct MatrixRight(float* source, nint stride, bool isTransposed, float* panels = null) : IRightSide
{
    /// <summary>The first element, however the matrix lies.</summary>
    public float* Source => source;

    public bool IsTransposed => isTransposed;

    public float* Address => isTransposed ? null : source;

    public nint Stride => stride;

    public float* Panels { get; init; } = panels;

    public void Pack<TLane>(float* destination, nint firstColumn, nint endColumn, nint firstDepth, nint depth)
        where TLane : struct, ILane<TLane>
    {
        int panelWidth = MatrixBlocks.PanelWidth<TLane>();
        nint panelLength = panelWidth * depth;
        nint column = firstColumn;
        if (isTransposed)
        {
            for (; column < endColumn; column += panelWidth, destination += panelLength)
            {
                int width = (int)Math.Min(panelWidth, endColumn - column);
                MatrixPacking.TransposedColumns<TLane>(source + (column * stride) + firstDepth, stride, width, depth, destination);
            }

            return;
        }

        while (column <= endColumn - panelWidth)
        {
            int panels = (int)Math.Min(MatrixBlocks.PanelsAtOnce, (endColumn - column) / panelWidth);
            MatrixPacking.Panels<TLane>(source + (firstDepth * stride) + column, stride, panels, depth, destination);
            column += panels * panelWidth;
            destination += panels * panelLength;
        }

        if (column < endColumn)
        {
            MatrixPacking.LastPanel<TLane>(source + (firstDepth * stride) + column, stride, (int)(endColumn - column), depth, destination);
        }
    }
}
