namespace Compiled.Kernels;

/// <summary>A right side that is a matrix in memory.</summary>
/// <param name="source">The first element.</param>
/// <param name="stride">From one row in memory to the next, in floats.</param>
/// <param name="isTransposed">Whether a row in memory is a column of the product's right side.</param>
/// <param name="panels">Its panels where they are made already, else null.</param>
internal readonly unsafe struct MatrixRight(float* source, nint stride, bool isTransposed, float* panels = null) : IRightSide
{
    public float* Address => isTransposed ? null : source;

    public nint Stride => stride;

    public float* Panels => panels;

    public void Pack<TLane>(float* destination, nint firstColumn, nint endColumn, nint firstDepth, nint depth)
        where TLane : struct, ILane<TLane>
    {
        int panelWidth = MatrixBlocks.PanelWidth<TLane>();
        for (nint column = firstColumn; column < endColumn; column += panelWidth)
        {
            int width = (int)Math.Min(panelWidth, endColumn - column);
            if (isTransposed)
            {
                MatrixPacking.TransposedColumns<TLane>(source + (column * stride) + firstDepth, stride, width, depth, destination);
            }
            else
            {
                MatrixPacking.Columns<TLane>(source + (firstDepth * stride) + column, stride, width, depth, destination);
            }

            destination += panelWidth * depth;
        }
    }
}
