using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>x − log Σ e^x along rows.</summary>
public static unsafe class LogSoftmax
{
    /// <summary>
    /// The logarithm of the softmax of each row. An element of −∞ gets −∞;
    /// a row that holds a NaN or +∞, or −∞ alone, becomes NaN.
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
            float* source = x + (row * columns);
            float* destination = y + (row * columns);

            // Subtracting the maximum first keeps the digits of large logits.
            float logSum = new RowFolds(source, columns, end, memory).LogSum<TLane>(out float maximum);
            nint column = 0;
            for (; column <= columns - TLane.Width; column += TLane.Width)
            {
                var shifted = TLane.Subtract(TLane.Load(source + column), TLane.Broadcast(maximum));
                TLane.Store(destination + column, TLane.Subtract(shifted, TLane.Broadcast(logSum)));
            }

            for (; column < columns; column++)
            {
                destination[column] = source[column] - maximum - logSum;
            }
        }
    }
}
