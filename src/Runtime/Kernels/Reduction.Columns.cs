using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

public static unsafe partial class Reduction
{
    // Rows that are folded in one go, even and odd ones apart.
    private const int ColumnBlock = 256;

    // Columns of one tile: whole lanes and whole cache lines.
    private const int ColumnTile = 64;

    internal static void Columns<TKernel, TFold, TLane>(ref TKernel kernel, nint outer, nint rows, nint columns, Workers workers)
        where TKernel : unmanaged, IReductionKernel
        where TFold : struct, IFold
        where TLane : struct, ILane<TLane>
    {
        if (outer <= 0 || columns <= 0)
        {
            return;
        }

        fixed (TKernel* address = &kernel)
        {
            nint blocks = (rows + ColumnBlock - 1) / ColumnBlock;
            nint across = (columns + ColumnTile - 1) / ColumnTile;
            var work = new ColumnsWork<TKernel, TFold, TLane>(address, null, rows, columns, across, blocks);
            bool share = workers.Shares(4d * outer * rows * columns);
            if (outer * across < 8 && blocks > 1)
            {
                // Few columns, many rows: the rows are read once, and shared, and the blocks' results are folded afterwards in the same tree.
                float* partial = workers.Scratch(outer * blocks * columns);
                work = new ColumnsWork<TKernel, TFold, TLane>(address, partial, rows, columns, across, blocks);
                workers.Run(ref work, checked((int)(outer * blocks)), share);
                for (nint block = 0; block < outer; block++)
                {
                    work.FoldPartials(block);
                }

                GC.KeepAlive(workers);
            }
            else if (share)
            {
                workers.Run(ref work, checked((int)(outer * across)));
            }
            else
            {
                for (nint block = 0; block < outer; block++)
                {
                    work.Fold(block, 0, columns);
                }
            }
        }
    }

    private readonly struct ColumnsWork<TKernel, TFold, TLane>(
        TKernel* kernel, float* partial, nint rows, nint columns, nint across, nint blocks) : ITiledWork
        where TKernel : unmanaged, IReductionKernel
        where TFold : struct, IFold
        where TLane : struct, ILane<TLane>
    {
        public void RunTile(int tile, int worker)
        {
            if (partial == null)
            {
                nint first = tile % across * ColumnTile;
                Fold(tile / across, first, Math.Min(columns, first + ColumnTile));
                return;
            }

            nint firstRow = tile % blocks * ColumnBlock;
            nint endRow = Math.Min(rows, firstRow + ColumnBlock);
            nint offset = tile / blocks * rows;
            FoldBlock(offset + firstRow, offset + endRow, 0, columns, partial + (tile * columns));
        }

        /// <summary>Folds all rows of columns <paramref name="first"/> … <paramref name="end"/> − 1 of one outer block.</summary>
        [SkipLocalsInit]
        public void Fold(nint outer, nint first, nint end)
        {
            float* unaligned = stackalloc float[((PairwiseStack<TFold, TLane>.Levels + 1) * ColumnTile) + AlignedMemory.Margin];
            float* results = AlignedMemory.Align(unaligned);
            float* levels = results + ColumnTile;
            nint offset = outer * rows;
            for (nint tile = first; tile < end; tile += ColumnTile)
            {
                nint tileEnd = Math.Min(end, tile + ColumnTile);
                for (nint block = 0; block < blocks; block++)
                {
                    nint firstRow = block * ColumnBlock;
                    FoldBlock(offset + firstRow, offset + Math.Min(rows, firstRow + ColumnBlock), tile, tileEnd, results);
                    if (blocks > 1)
                    {
                        Push(block, tileEnd - tile, results, levels);
                    }
                }

                Store(outer, tile, tileEnd, results, levels);
            }
        }

        [SkipLocalsInit]
        public void FoldPartials(nint outer)
        {
            float* unaligned = stackalloc float[(PairwiseStack<TFold, TLane>.Levels * ColumnTile) + AlignedMemory.Margin];
            float* levels = AlignedMemory.Align(unaligned);
            for (nint tile = 0; tile < columns; tile += ColumnTile)
            {
                nint end = Math.Min(columns, tile + ColumnTile);
                for (nint block = 0; block < blocks; block++)
                {
                    Push(block, end - tile, partial + (((outer * blocks) + block) * columns) + tile, levels);
                }

                Store(outer, tile, end, null, levels);
            }
        }

        /// <summary>Puts a block's results on the stacks of their columns.</summary>
        /// <param name="levels">A stack for each column of a tile.</param>
        private static void Push(nint block, nint count, float* results, float* levels)
        {
            nint column = 0;
            for (; column <= count - TLane.Width; column += TLane.Width)
            {
                Stack<TLane>(levels, column, block).Push(TLane.Load(results + column));
            }

            for (; column < count; column++)
            {
                Stack<Lane1>(levels, column, block).Push(Lane1.Load(results + column));
            }
        }

        /// <summary>Stores the results of some columns: those of the one block, or of the stacks of all.</summary>
        private void Store(nint outer, nint first, nint end, float* results, float* levels)
        {
            nint column = first;
            for (; column <= end - TLane.Width; column += TLane.Width)
            {
                kernel->Store((outer * columns) + column, blocks == 1 ? TLane.Load(results + column - first) : Stack<TLane>(levels, column - first, blocks).Result());
            }

            for (; column < end; column++)
            {
                kernel->Store((outer * columns) + column, blocks == 1 ? Lane1.Load(results + column - first) : Stack<Lane1>(levels, column - first, blocks).Result());
            }
        }

        private static PairwiseStack<TFold, T> Stack<T>(float* levels, nint column, nint count)
            where T : struct, ILane<T>
            => new(levels + (column * PairwiseStack<TFold, T>.Levels), count);

        /// <summary>Folds a block of rows. Four lanes go down side by side: one alone touches a single line of each row, which defeats prefetching.</summary>
        private void FoldBlock(nint firstRow, nint endRow, nint first, nint end, float* results)
        {
            nint column = first;
            for (; column <= end - (4 * TLane.Width); column += 4 * TLane.Width)
            {
                FoldLanes(firstRow, endRow, column, results + column - first);
            }

            for (; column <= end - TLane.Width; column += TLane.Width)
            {
                TLane.Store(results + column - first, FoldLane<TLane>(firstRow, endRow, column));
            }

            for (; column <= end - Lane128.Width; column += Lane128.Width)
            {
                Lane128.Store(results + column - first, FoldLane<Lane128>(firstRow, endRow, column));
            }

            for (; column < end; column++)
            {
                Lane1.Store(results + column - first, FoldLane<Lane1>(firstRow, endRow, column));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void FoldLanes(nint firstRow, nint endRow, nint column, float* results)
        {
            var identity = TLane.Broadcast(TFold.Identity);
            TLane even0 = identity, even1 = identity, even2 = identity, even3 = identity;
            TLane odd0 = identity, odd1 = identity, odd2 = identity, odd3 = identity;
            nint column1 = column + TLane.Width, column2 = column1 + TLane.Width, column3 = column2 + TLane.Width;
            nint row = firstRow;
            for (; row < endRow - 1; row += 2)
            {
                even0 = TFold.Fold(even0, kernel->Map<TLane>(row, column));
                even1 = TFold.Fold(even1, kernel->Map<TLane>(row, column1));
                even2 = TFold.Fold(even2, kernel->Map<TLane>(row, column2));
                even3 = TFold.Fold(even3, kernel->Map<TLane>(row, column3));
                odd0 = TFold.Fold(odd0, kernel->Map<TLane>(row + 1, column));
                odd1 = TFold.Fold(odd1, kernel->Map<TLane>(row + 1, column1));
                odd2 = TFold.Fold(odd2, kernel->Map<TLane>(row + 1, column2));
                odd3 = TFold.Fold(odd3, kernel->Map<TLane>(row + 1, column3));
            }

            if (row < endRow)
            {
                even0 = TFold.Fold(even0, kernel->Map<TLane>(row, column));
                even1 = TFold.Fold(even1, kernel->Map<TLane>(row, column1));
                even2 = TFold.Fold(even2, kernel->Map<TLane>(row, column2));
                even3 = TFold.Fold(even3, kernel->Map<TLane>(row, column3));
            }

            TLane.Store(results, TFold.Fold(even0, odd0));
            TLane.Store(results + TLane.Width, TFold.Fold(even1, odd1));
            TLane.Store(results + (2 * TLane.Width), TFold.Fold(even2, odd2));
            TLane.Store(results + (3 * TLane.Width), TFold.Fold(even3, odd3));
        }

        private T FoldLane<T>(nint firstRow, nint endRow, nint column)
            where T : struct, ILane<T>
        {
            var even = T.Broadcast(TFold.Identity);
            var odd = even;
            nint row = firstRow;
            for (; row < endRow - 1; row += 2)
            {
                even = TFold.Fold(even, kernel->Map<T>(row, column));
                odd = TFold.Fold(odd, kernel->Map<T>(row + 1, column));
            }

            if (row < endRow)
            {
                even = TFold.Fold(even, kernel->Map<T>(row, column));
            }

            return TFold.Fold(even, odd);
        }
    }
}
