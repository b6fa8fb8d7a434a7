using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>The cross-entropy of the softmax of logits against target distributions.</summary>
public static unsafe class SoftmaxCrossEntropy
{
    /// <summary>
    /// −Σ t · log softmax(x) of each row, computed as Σ t · (log Σ e^x − x). A target of 0 contributes 0 even where its logit is −∞;
    /// a row that holds a NaN or +∞ logit gives NaN.
    /// </summary>
    /// <param name="logits">rows × columns.</param>
    /// <param name="targets">rows × columns.</param>
    /// <param name="losses">One value a row.</param>
    /// <param name="rows">The number of samples.</param>
    /// <param name="columns">The number of classes.</param>
    /// <param name="workers">The threads.</param>
    public static void Run(float* logits, float* targets, float* losses, nint rows, nint columns, Workers workers)
    {
        var work = new Work(logits, targets, losses, columns, logits + (rows * columns));
        RowTiles.Run(ref work, rows, columns, 24, workers);
    }

    private readonly struct Work(float* logits, float* targets, float* losses, nint columns, float* end) : IRowKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint row, float* memory)
            where TLane : struct, ILane<TLane>
        {
            float* x = logits + (row * columns);
            float* t = targets + (row * columns);
            var folds = new RowFolds(x, columns, end, memory);
            float logSum = folds.LogSum<TLane>(out float maximum);

            folds.Clear();
            nint column = 0;
            for (; column <= columns - TLane.Width; column += TLane.Width)
            {
                folds.Add(column, Term<TLane>(x + column, t + column, maximum, logSum));
            }

            for (; column < columns; column++)
            {
                folds.Add(column, Term<Lane1>(x + column, t + column, maximum, logSum));
            }

            losses[row] = folds.Sum<TLane>();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLane Term<TLane>(float* x, float* t, float maximum, float logSum)
            where TLane : struct, ILane<TLane>
        {
            var target = TLane.Load(t);
            var shifted = TLane.Subtract(TLane.Load(x), TLane.Broadcast(maximum));
            var zero = TLane.Broadcast(0f);
            var product = TLane.Multiply(target, TLane.Subtract(TLane.Broadcast(logSum), shifted));

            // 0 · ∞ counts as 0, but a NaN row stays visible.
            bool finite = logSum - logSum == 0f;
            return finite ? TLane.Select(TLane.Equal(target, zero), zero, product) : product;
        }
    }
}
