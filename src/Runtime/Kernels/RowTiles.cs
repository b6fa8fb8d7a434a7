using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Shares rows among threads.</summary>
internal static unsafe class RowTiles
{
    public static void Run<TKernel>(ref TKernel kernel, nint rows, nint columns, int cost, Workers workers)
        where TKernel : unmanaged, IRowKernel
    {
        if (Lane512.IsSupported)
        {
            Run<TKernel, Lane512>(ref kernel, rows, columns, cost, workers);
        }
        else if (Lane256.IsSupported)
        {
            Run<TKernel, Lane256>(ref kernel, rows, columns, cost, workers);
        }
        else
        {
            Run<TKernel, Lane128>(ref kernel, rows, columns, cost, workers);
        }
    }

    public static void Run<TKernel, TLane>(ref TKernel kernel, nint rows, nint columns, int cost, Workers workers)
        where TKernel : unmanaged, IRowKernel
        where TLane : struct, ILane<TLane>
    {
        if (rows <= 0 || columns <= 0)
        {
            return;
        }

        if (!workers.Shares((double)rows * columns * cost))
        {
            RunRows<TKernel, TLane>(kernel, 0, rows);
            return;
        }

        fixed (TKernel* address = &kernel)
        {
            var tiling = Tiling.Of(rows, 1, (int)Math.Min(columns * cost, 1 << 20));
            var work = new Work<TKernel, TLane>(address, tiling);
            workers.Run(ref work, tiling.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunRows<TKernel, TLane>(TKernel kernel, nint firstRow, nint endRow)
        where TKernel : unmanaged, IRowKernel
        where TLane : struct, ILane<TLane>
    {
        float* unaligned = stackalloc float[RowFolds.Memory + AlignedMemory.Margin];
        float* memory = AlignedMemory.Align(unaligned);
        for (nint row = firstRow; row < endRow; row++)
        {
            kernel.Run<TLane>(row, memory);
        }
    }

    private readonly struct Work<TKernel, TLane>(TKernel* kernel, Tiling tiling) : ITiledWork
        where TKernel : unmanaged, IRowKernel
        where TLane : struct, ILane<TLane>
    {
        public void RunTile(int tile, int worker)
        {
            tiling.Bounds(tile, out nint firstRow, out nint endRow, out _, out _);
            RunRows<TKernel, TLane>(*kernel, firstRow, endRow);
        }
    }
}
