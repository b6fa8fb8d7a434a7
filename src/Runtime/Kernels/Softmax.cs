using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>e^x / Σ e^x along rows.</summary>
public static unsafe class Softmax
{
    /// <summary>
    /// The softmax of each row. The largest element is subtracted first, so that nothing overflows.
    /// An element of −∞ gets probability 0; a row that holds a NaN or +∞, or −∞ alone, becomes NaN.
    /// </summary>
    /// <param name="x">rows × columns.</param>
    /// <param name="y">rows × columns; may be <paramref name="x"/>.</param>
    /// <param name="rows">The number of distributions.</param>
    /// <param name="columns">The number of classes.</param>
    /// <param name="workers">The threads.</param>
    public static void Run(float* x, float* y, nint rows, nint columns, Workers workers)
    {
        var work = new Work(x, y, columns);
        RowTiles.Run(ref work, rows, columns, 20, workers);
    }

    private readonly struct Work(float* x, float* y, nint columns) : IRowKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint row, float* tail)
            where TLane : struct, ILane<TLane>
        {
            float* source = x + (row * columns);
            float* destination = y + (row * columns);
            float maximum = RowFolds.Maximum<TLane>(source, columns, tail);
            float sum = RowFolds.Exponentials<TLane>(source, destination, columns, maximum, tail);
            RowFolds.Scale<TLane>(destination, columns, 1f / sum);
        }
    }
}
