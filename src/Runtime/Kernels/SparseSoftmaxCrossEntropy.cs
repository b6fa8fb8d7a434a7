using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>The cross-entropy of the softmax of logits against class numbers.</summary>
public static unsafe class SparseSoftmaxCrossEntropy
{
    /// <summary>−log softmax(x)[label] of each row. A label outside [0, columns) gives NaN; a row that holds a NaN or +∞ logit gives NaN.</summary>
    /// <param name="logits">rows × columns.</param>
    /// <param name="labels">One class a row.</param>
    /// <param name="losses">One value a row.</param>
    /// <param name="rows">The number of samples.</param>
    /// <param name="columns">The number of classes.</param>
    /// <param name="workers">The threads.</param>
    public static void Run(float* logits, int* labels, float* losses, nint rows, nint columns, Workers workers)
    {
        var work = new Work(logits, labels, losses, columns, logits + (rows * columns));
        RowTiles.Run(ref work, rows, columns, 20, workers);
    }

    private readonly struct Work(float* logits, int* labels, float* losses, nint columns, float* end) : IRowKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint row, float* memory)
            where TLane : struct, ILane<TLane>
        {
            float* x = logits + (row * columns);
            int label = labels[row];
            if ((nuint)(nint)label >= (nuint)columns)
            {
                losses[row] = float.NaN;
                return;
            }

            float logSum = new RowFolds(x, columns, end, memory).LogSum<TLane>(out float maximum);
            losses[row] = logSum - (x[label] - maximum);
        }
    }
}
