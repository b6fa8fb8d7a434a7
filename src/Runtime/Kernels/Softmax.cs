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
        var work = new Work(x, y, columns, x + (rows * columns));
        RowTiles.Run(ref work, rows, columns, 20, workers);
    }

    private readonly struct Work(float* x, float* y, nint columns, float* end) : IRowKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint row, float* memory)
            where TLane : struct, ILane<TLane>
        {
            float* destination = y + (row * columns);
            var folds = new RowFolds(x + (row * columns), columns, end, memory);
            if (columns <= TLane.Width)
            {
                TLane terms = folds.ExponentialsOfLane<TLane>(out _, out float total);
                folds.StoreRest(destination, columns, TLane.Multiply(terms, TLane.Broadcast(1f / total)));
                return;
            }

            float sum = folds.Exponentials<TLane>(destination, folds.Maximum<TLane>());
            Scale<TLane>(destination, 1f / sum);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Scale<TLane>(float* row, float factor)
            where TLane : struct, ILane<TLane>
        {
            nint column = 0;
            for (; column <= columns - TLane.Width; column += TLane.Width)
            {
                TLane.Store(row + column, TLane.Multiply(TLane.Load(row + column), TLane.Broadcast(factor)));
            }

            for (; column < columns; column++)
            {
                row[column] *= factor;
            }
        }
    }
}
