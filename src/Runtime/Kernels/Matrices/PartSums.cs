using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Kernels;

/// <summary>Adds the sums of the parts of a product's depth, in order, and hands the results, transposed where asked, to the epilogue.</summary>
/// <param name="epilogue">Finishes and stores.</param>
/// <param name="sums">Parts × rows × columns.</param>
/// <param name="rows">The rows of the product.</param>
/// <param name="columns">The columns of the product.</param>
/// <param name="parts">The number of parts.</param>
/// <param name="transpose">Whether the epilogue sees rows as columns.</param>
internal readonly unsafe struct PartSums<TEpilogue, TLane>(
    TEpilogue* epilogue, float* sums, nint rows, nint columns, int parts, bool transpose) : ITiledWork
    where TEpilogue : unmanaged, IEpilogue
    where TLane : struct, ILane<TLane>
{
    // A block of the product that is turned in the nearest cache.
    private const int BlockRows = 64;
    private const int BlockColumns = 16;

    private nint Tiles => transpose ? (columns + BlockColumns - 1) / BlockColumns : rows;

    public void Run(Workers workers)
    {
        int tiles = checked((int)Tiles);
        if (workers.Count > 1 && Tiling.IsWorthThreads(rows * columns, parts))
        {
            var work = this;
            workers.Run(ref work, tiles);
            return;
        }

        for (int tile = 0; tile < tiles; tile++)
        {
            RunTile(tile, 0);
        }
    }

    public void RunTile(int tile, int worker)
    {
        if (!transpose)
        {
            FinishRow(*epilogue, tile);
            return;
        }

        nint first = (nint)tile * BlockColumns;
        for (nint row = 0; row < rows; row += BlockRows)
        {
            FinishBlock(*epilogue, row, Math.Min(rows, row + BlockRows), first, Math.Min(columns, first + BlockColumns));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FinishRow(TEpilogue epilogue, nint row)
    {
        nint column = 0;
        for (; column <= columns - TLane.Width; column += TLane.Width)
        {
            epilogue.Store(Sum<TLane>(row, column), row, column);
        }

        for (; column < columns; column++)
        {
            epilogue.Store(Sum<Lane1>(row, column), row, column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FinishBlock(TEpilogue epilogue, nint firstRow, nint endRow, nint firstColumn, nint endColumn)
    {
        float* turned = stackalloc float[BlockRows * BlockColumns];
        nint row = firstRow;
        for (; row <= endRow - 4; row += 4)
        {
            float* to = turned + (row - firstRow);
            nint column = firstColumn;
            for (; column <= endColumn - 4; column += 4)
            {
                var a = Sum<Lane128>(row, column).Value;
                var b = Sum<Lane128>(row + 1, column).Value;
                var c = Sum<Lane128>(row + 2, column).Value;
                var d = Sum<Lane128>(row + 3, column).Value;
                Registers.Transpose(ref a, ref b, ref c, ref d);
                a.Store(to);
                b.Store(to + BlockRows);
                c.Store(to + (2 * BlockRows));
                d.Store(to + (3 * BlockRows));
                to += 4 * BlockRows;
            }

            for (; column < endColumn; column++)
            {
                for (int i = 0; i < 4; i++)
                {
                    to[i] = Sum<Lane1>(row + i, column).Value;
                }

                to += BlockRows;
            }
        }

        for (; row < endRow; row++)
        {
            for (nint column = firstColumn; column < endColumn; column++)
            {
                turned[((column - firstColumn) * BlockRows) + row - firstRow] = Sum<Lane1>(row, column).Value;
            }
        }

        for (nint column = firstColumn; column < endColumn; column++)
        {
            float* from = turned + ((column - firstColumn) * BlockRows);
            row = firstRow;
            for (; row <= endRow - TLane.Width; row += TLane.Width)
            {
                epilogue.Store(TLane.Load(from + row - firstRow), column, row);
            }

            for (; row < endRow; row++)
            {
                epilogue.Store(Lane1.Load(from + row - firstRow), column, row);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Sum<T>(nint row, nint column)
        where T : struct, ILane<T>
    {
        float* at = sums + (row * columns) + column;
        var sum = T.Load(at);
        for (int part = 1; part < parts; part++)
        {
            at += rows * columns;
            sum = T.Add(sum, T.Load(at));
        }

        return sum;
    }
}
