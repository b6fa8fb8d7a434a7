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
            float* result = partial + (tile * columns);
            nint column = 0;
            for (; column <= columns - TLane.Width; column += TLane.Width)
            {
                TLane.Store(result + column, FoldBlock<TLane>(offset + firstRow, offset + endRow, column));
            }

            for (; column < columns; column++)
            {
                Lane1.Store(result + column, FoldBlock<Lane1>(offset + firstRow, offset + endRow, column));
            }
        }

        /// <summary>Folds all rows of columns <paramref name="first"/> … <paramref name="end"/> − 1 of one outer block.</summary>
        public void Fold(nint outer, nint first, nint end)
        {
            float* levels = stackalloc float[PairwiseStack<TFold, TLane>.Levels * 16];
            nint column = first;
            for (; column <= end - TLane.Width; column += TLane.Width)
            {
                Fold<TLane>(outer, column, levels);
            }

            for (; column < end; column++)
            {
                Fold<Lane1>(outer, column, levels);
            }
        }

        public void FoldPartials(nint outer)
        {
            float* levels = stackalloc float[PairwiseStack<TFold, TLane>.Levels * 16];
            nint column = 0;
            for (; column <= columns - TLane.Width; column += TLane.Width)
            {
                FoldPartials<TLane>(outer, column, levels);
            }

            for (; column < columns; column++)
            {
                FoldPartials<Lane1>(outer, column, levels);
            }
        }

        private void Fold<T>(nint outer, nint column, float* levels)
            where T : struct, ILane<T>
        {
            nint offset = outer * rows;
            if (blocks == 1)
            {
                kernel->Store((outer * columns) + column, FoldBlock<T>(offset, offset + rows, column));
                return;
            }

            var stack = new PairwiseStack<TFold, T>(levels);
            for (nint first = 0; first < rows; first += ColumnBlock)
            {
                stack.Push(FoldBlock<T>(offset + first, offset + Math.Min(rows, first + ColumnBlock), column));
            }

            kernel->Store((outer * columns) + column, stack.Result());
        }

        private void FoldPartials<T>(nint outer, nint column, float* levels)
            where T : struct, ILane<T>
        {
            var stack = new PairwiseStack<TFold, T>(levels);
            for (nint block = 0; block < blocks; block++)
            {
                stack.Push(T.Load(partial + (((outer * blocks) + block) * columns) + column));
            }

            kernel->Store((outer * columns) + column, stack.Result());
        }

        private T FoldBlock<T>(nint firstRow, nint endRow, nint column)
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
