using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Runs a fused elementwise loop: whole lanes first, single floats for the rest.</summary>
public static unsafe class Elementwise
{
    /// <summary>Runs a kernel over all elements of <paramref name="rows"/> · <paramref name="columns"/>.</summary>
    /// <param name="kernel">The loop body.</param>
    /// <param name="rows">The outer length.</param>
    /// <param name="columns">The inner length; lanes run along it.</param>
    /// <param name="cost">Roughly the operations per element; decides whether threads are worth their start.</param>
    /// <param name="workers">The threads.</param>
    public static void Run<TKernel>(ref TKernel kernel, nint rows, nint columns, int cost, Workers workers)
        where TKernel : unmanaged, IElementwiseKernel
    {
        if (Lane512.IsSupported)
        {
            Run<TKernel, Lane512>(ref kernel, rows, columns, cost, workers);
        }
        else if (Lane256.IsSupported)
        {
            Run<TKernel, Lane256>(ref kernel, rows, columns, cost, workers);
        }
        else if (Lane128.IsSupported)
        {
            Run<TKernel, Lane128>(ref kernel, rows, columns, cost, workers);
        }
        else
        {
            Run<TKernel, Lane1>(ref kernel, rows, columns, cost, workers);
        }
    }

    internal static void Run<TKernel, TLane>(ref TKernel kernel, nint rows, nint columns, int cost, Workers workers)
        where TKernel : unmanaged, IElementwiseKernel
        where TLane : struct, ILane<TLane>
    {
        if (rows <= 0 || columns <= 0)
        {
            return;
        }

        if (!workers.Shares((double)rows * columns * cost))
        {
            RunRows<TKernel, TLane>(kernel, 0, rows, 0, columns);
            return;
        }

        fixed (TKernel* address = &kernel)
        {
            var tiling = Tiling.Of(rows, columns, cost);
            var work = new Work<TKernel, TLane>(address, tiling);
            workers.Run(ref work, tiling.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunRows<TKernel, TLane>(TKernel kernel, nint firstRow, nint endRow, nint firstColumn, nint endColumn)
        where TKernel : unmanaged, IElementwiseKernel
        where TLane : struct, ILane<TLane>
    {
        for (nint row = firstRow; row < endRow; row++)
        {
            nint column = firstColumn;
            for (; column <= endColumn - TLane.Width; column += TLane.Width)
            {
                kernel.Run<TLane>(row, column);
            }

            for (; column < endColumn; column++)
            {
                kernel.Run<Lane1>(row, column);
            }
        }
    }

    private readonly struct Work<TKernel, TLane>(TKernel* kernel, Tiling tiling) : ITiledWork
        where TKernel : unmanaged, IElementwiseKernel
        where TLane : struct, ILane<TLane>
    {
        public void RunTile(int tile, int worker)
        {
            tiling.Bounds(tile, out nint firstRow, out nint endRow, out nint firstColumn, out nint endColumn);
            RunRows<TKernel, TLane>(*kernel, firstRow, endRow, firstColumn, endColumn);
        }
    }
}
