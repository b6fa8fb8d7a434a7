using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

public static unsafe partial class Reduction
{
    // Elements that are folded in one go, and the accumulators that share them: one lane of 512 bits twice, one of 128 bits eight times.
    private const int RowBlock = 4096;
    private const int Accumulators = 32;

    internal static void Rows<TKernel, TFold, TLane>(ref TKernel kernel, nint rows, nint columns, Workers workers)
        where TKernel : unmanaged, IReductionKernel
        where TFold : struct, IFold
        where TLane : struct, ILane<TLane>
    {
        if (rows <= 0)
        {
            return;
        }

        fixed (TKernel* address = &kernel)
        {
            nint blocks = (columns + RowBlock - 1) / RowBlock;
            if (!workers.Shares(4d * rows * columns))
            {
                FoldRows<TKernel, TFold, TLane>(address, 0, rows, columns);
            }
            else if (rows < 64 && blocks > 1)
            {
                // Few long rows: threads share their blocks, and the blocks' results are folded afterwards in the same tree.
                float* partial = workers.Scratch(rows * blocks);
                var work = new BlockWork<TKernel, TFold, TLane>(address, partial, columns, blocks);
                workers.Run(ref work, checked((int)(rows * blocks)));
                float* levels = stackalloc float[PairwiseStack<TFold, Lane1>.Levels];
                for (nint row = 0; row < rows; row++)
                {
                    var stack = new PairwiseStack<TFold, Lane1>(levels);
                    for (nint block = 0; block < blocks; block++)
                    {
                        stack.Push(new Lane1(partial[(row * blocks) + block]));
                    }

                    address->Store(row, stack.Result());
                }

                GC.KeepAlive(workers);
            }
            else
            {
                var tiling = Tiling.Of(rows, 1, (int)Math.Min(columns * 4, 1 << 20));
                var work = new RowsWork<TKernel, TFold, TLane>(address, tiling, columns);
                workers.Run(ref work, tiling.Count);
            }
        }
    }

    private static void FoldRows<TKernel, TFold, TLane>(TKernel* kernel, nint firstRow, nint endRow, nint columns)
        where TKernel : unmanaged, IReductionKernel
        where TFold : struct, IFold
        where TLane : struct, ILane<TLane>
    {
        float* tail = stackalloc float[Accumulators];
        float* levels = stackalloc float[PairwiseStack<TFold, Lane1>.Levels];
        for (nint row = firstRow; row < endRow; row++)
        {
            if (columns <= RowBlock)
            {
                kernel->Store(row, new Lane1(FoldBlock<TKernel, TFold, TLane>(kernel, row, 0, columns, tail)));
                continue;
            }

            var stack = new PairwiseStack<TFold, Lane1>(levels);
            for (nint first = 0; first < columns; first += RowBlock)
            {
                nint end = Math.Min(columns, first + RowBlock);
                stack.Push(new Lane1(FoldBlock<TKernel, TFold, TLane>(kernel, row, first, end, tail)));
            }

            kernel->Store(row, stack.Result());
        }
    }

    /// <summary>Folds the elements of a block into 32 accumulators by their index modulo 32, and these in halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float FoldBlock<TKernel, TFold, TLane>(TKernel* kernel, nint row, nint first, nint end, float* tail)
        where TKernel : unmanaged, IReductionKernel
        where TFold : struct, IFold
        where TLane : struct, ILane<TLane>
    {
        if (end - first < Accumulators)
        {
            FillTail<TKernel, TFold, TLane>(kernel, row, first, end, tail);
            return FoldTail<TFold, TLane>(tail);
        }

        nint index = first;
        if (TLane.Width == 16)
        {
            TLane a0 = kernel->Map<TLane>(row, index), a1 = kernel->Map<TLane>(row, index + 16);
            for (index += Accumulators; index <= end - Accumulators; index += Accumulators)
            {
                a0 = TFold.Fold(a0, kernel->Map<TLane>(row, index));
                a1 = TFold.Fold(a1, kernel->Map<TLane>(row, index + 16));
            }

            TLane.Store(tail, a0);
            TLane.Store(tail + 16, a1);
        }
        else if (TLane.Width == 8)
        {
            TLane a0 = kernel->Map<TLane>(row, index), a1 = kernel->Map<TLane>(row, index + 8);
            TLane a2 = kernel->Map<TLane>(row, index + 16), a3 = kernel->Map<TLane>(row, index + 24);
            for (index += Accumulators; index <= end - Accumulators; index += Accumulators)
            {
                a0 = TFold.Fold(a0, kernel->Map<TLane>(row, index));
                a1 = TFold.Fold(a1, kernel->Map<TLane>(row, index + 8));
                a2 = TFold.Fold(a2, kernel->Map<TLane>(row, index + 16));
                a3 = TFold.Fold(a3, kernel->Map<TLane>(row, index + 24));
            }

            TLane.Store(tail, a0);
            TLane.Store(tail + 8, a1);
            TLane.Store(tail + 16, a2);
            TLane.Store(tail + 24, a3);
        }
        else
        {
            for (int i = 0; i < Accumulators; i += TLane.Width)
            {
                TLane.Store(tail + i, kernel->Map<TLane>(row, index + i));
            }

            for (index += Accumulators; index <= end - Accumulators; index += Accumulators)
            {
                for (int i = 0; i < Accumulators; i += TLane.Width)
                {
                    TLane.Store(tail + i, TFold.Fold(TLane.Load(tail + i), kernel->Map<TLane>(row, index + i)));
                }
            }
        }

        if (index < end)
        {
            float* rest = stackalloc float[Accumulators];
            FillTail<TKernel, TFold, TLane>(kernel, row, index, end, rest);
            for (int i = 0; i < Accumulators; i += TLane.Width)
            {
                TLane.Store(tail + i, TFold.Fold(TLane.Load(tail + i), TLane.Load(rest + i)));
            }
        }

        return FoldTail<TFold, TLane>(tail);
    }

    private static void FillTail<TKernel, TFold, TLane>(TKernel* kernel, nint row, nint first, nint end, float* tail)
        where TKernel : unmanaged, IReductionKernel
        where TFold : struct, IFold
        where TLane : struct, ILane<TLane>
    {
        new Span<float>(tail, Accumulators).Fill(TFold.Identity);
        nint index = first;
        for (; index <= end - TLane.Width; index += TLane.Width)
        {
            TLane.Store(tail + (index - first), kernel->Map<TLane>(row, index));
        }

        for (; index < end; index++)
        {
            Lane1.Store(tail + (index - first), kernel->Map<Lane1>(row, index));
        }
    }

    private static float FoldTail<TFold, TLane>(float* tail)
        where TFold : struct, IFold
        where TLane : struct, ILane<TLane>
    {
        for (int half = Accumulators / 2; half >= TLane.Width; half /= 2)
        {
            for (int i = 0; i < half; i += TLane.Width)
            {
                TLane.Store(tail + i, TFold.Fold(TLane.Load(tail + i), TLane.Load(tail + half + i)));
            }
        }

        return TFold.FoldElements(TLane.Load(tail));
    }

    private readonly struct RowsWork<TKernel, TFold, TLane>(TKernel* kernel, Tiling tiling, nint columns) : ITiledWork
        where TKernel : unmanaged, IReductionKernel
        where TFold : struct, IFold
        where TLane : struct, ILane<TLane>
    {
        public void RunTile(int tile, int worker)
        {
            tiling.Bounds(tile, out nint firstRow, out nint endRow, out _, out _);
            FoldRows<TKernel, TFold, TLane>(kernel, firstRow, endRow, columns);
        }
    }

    private readonly struct BlockWork<TKernel, TFold, TLane>(TKernel* kernel, float* partial, nint columns, nint blocks) : ITiledWork
        where TKernel : unmanaged, IReductionKernel
        where TFold : struct, IFold
        where TLane : struct, ILane<TLane>
    {
        public void RunTile(int tile, int worker)
        {
            float* tail = stackalloc float[Accumulators];
            nint first = tile % blocks * RowBlock;
            nint end = Math.Min(columns, first + RowBlock);
            partial[tile] = FoldBlock<TKernel, TFold, TLane>(kernel, tile / (nint)blocks, first, end, tail);
        }
    }
}
