using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>A left side that is a matrix in memory.</summary>
/// <param name="source">The first element.</param>
/// <param name="stride">From one row in memory to the next, in floats.</param>
/// <param name="rows">The rows of the product.</param>
/// <param name="isTransposed">Whether a row in memory is a column of the product's left side.</param>
/// <param name="isCopied">Whether rows are copied next to each other; a transposed side always is.</param>
internal readonly unsafe struct MatrixLeft(float* source, nint stride, nint rows, bool isTransposed, bool isCopied) : ILeftSide
{
    public bool IsCopied => isCopied || isTransposed;

    public void Pack<TLane, TTile>(float* destination, nint firstRow, nint endRow, nint firstDepth, nint depth)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        if (isTransposed)
        {
            for (nint row = firstRow; row < endRow; row += TTile.Rows)
            {
                int height = (int)Math.Min(TTile.Rows, endRow - row);
                MatrixPacking.TransposedRows<TTile>(source + (firstDepth * stride) + row, stride, height, depth, destination);
                destination += TTile.Rows * depth;
            }

            return;
        }

        nint rest = (endRow - firstRow) % TTile.Rows;
        nint copied = isCopied ? firstRow : endRow - rest;
        for (nint row = copied; row < endRow; row++)
        {
            MatrixPacking.Row<TLane>(source + (row * stride) + firstDepth, destination, depth);
            destination += depth;
        }

        if (rest > 0)
        {
            Movement.Fill(destination, (TTile.Rows - rest) * depth, 0f);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Panel<TTile>(float* packed, nint firstRow, nint row, nint k, nint depth, out nint leftRow, out nint leftDepth)
        where TTile : struct, IMatrixTile
    {
        if (isTransposed)
        {
            leftRow = 1;
            leftDepth = TTile.Rows;
            return packed + ((row - firstRow) * depth);
        }

        leftDepth = 1;
        if (isCopied)
        {
            leftRow = depth;
            return packed + ((row - firstRow) * depth);
        }

        bool isWhole = row + TTile.Rows <= rows;
        leftRow = isWhole ? stride : depth;
        return isWhole ? source + (row * stride) + k : packed;
    }
}
