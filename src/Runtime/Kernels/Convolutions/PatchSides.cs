using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Patches as the left side of a product: gathered while packing.</summary>
internal readonly unsafe struct PatchRows(Patches patches) : ILeftSide
{
    public bool IsCopied => true;

    public void Pack<TLane, TTile>(float* destination, nint firstRow, nint endRow, nint firstDepth, nint depth)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        nint rows = endRow - firstRow;
        patches.CopyRows<TLane>(destination, depth, firstRow, rows, firstDepth, depth);
        nint rest = rows % TTile.Rows;
        if (rest > 0)
        {
            Movement.Fill(destination + (rows * depth), (TTile.Rows - rest) * depth, 0f);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Panel<TTile>(float* packed, nint firstRow, nint row, nint k, nint depth, out nint leftRow, out nint leftDepth)
        where TTile : struct, IMatrixTile
    {
        leftRow = depth;
        leftDepth = 1;
        return packed + ((row - firstRow) * depth);
    }
}

/// <summary>Patches as the right side of a product: a step of the depth is a position of the window.</summary>
internal readonly unsafe struct PatchColumns(Patches patches) : IRightSide
{
    public float* Address => null;

    public nint Stride => 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack<TLane>(float* destination, nint firstColumn, nint endColumn, nint firstDepth, nint depth)
        where TLane : struct, ILane<TLane>
    {
        int panelWidth = 2 * TLane.Width;
        nint columns = endColumn - firstColumn;
        nint panels = (columns + panelWidth - 1) / panelWidth;

        // A row is gathered in one piece and then dealt out to the panels.
        float* row = stackalloc float[MatrixBlocks.Columns];
        Movement.Fill(row, panels * panelWidth, 0f);
        for (nint k = 0; k < depth; k++)
        {
            patches.CopyRows<TLane>(row, 0, firstDepth + k, 1, firstColumn, columns);
            float* to = destination + (k * panelWidth);
            for (nint panel = 0; panel < panels; panel++)
            {
                TLane.Store(to, TLane.Load(row + (panel * panelWidth)));
                TLane.Store(to + TLane.Width, TLane.Load(row + (panel * panelWidth) + TLane.Width));
                to += depth * panelWidth;
            }
        }
    }
}
