using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

public unsafe class SoftmaxTests
{
    private const float Infinity = float.PositiveInfinity;

    [Fact]
    public void AllAgreeWithDoublePrecision()
    {
        foreach (int rows in new[] { 1, 5 })
        {
            foreach (int columns in Sequences.Sizes)
            {
                float[] x = [.. Sequences.Random(rows * columns, columns).Select(v => v * 30)];
                float[] targets = Sequences.Random(rows * columns, columns + 1);
                int[] labels = [.. Enumerable.Range(0, rows).Select(row => row * 7 % columns)];
                var log = new double[rows * columns];
                var dense = new double[rows];
                var sparse = new double[rows];
                for (int row = 0; row < rows; row++)
                {
                    var logits = x.Skip(row * columns).Take(columns).Select(v => (double)v).ToArray();
                    double logSum = logits.Max() + Math.Log(logits.Sum(v => Math.Exp(v - logits.Max())));
                    for (int column = 0; column < columns; column++)
                    {
                        log[(row * columns) + column] = logits[column] - logSum;
                        dense[row] -= targets[(row * columns) + column] * (logits[column] - logSum);
                    }

                    sparse[row] = logSum - logits[labels[row]];
                }

                Sequences.AssertClose([.. log.Select(Math.Exp)], OfSoftmax(x, rows, columns, 1), 1e-6);
                Sequences.AssertClose(log, OfLogSoftmax(x, rows, columns, 1), 1e-6);
                Sequences.AssertClose(dense, OfCrossEntropy(x, targets, rows, columns, 1), 1e-5);
                Sequences.AssertClose(sparse, OfSparseCrossEntropy(x, labels, rows, columns, 1), 1e-6);
            }
        }
    }

    [Fact]
    public void ThreadsDoNotChangeTheResult()
    {
        const int Rows = 3001;
        const int Columns = 37;
        float[] x = Sequences.Random(Rows * Columns, 5);
        int[] labels = [.. Enumerable.Range(0, Rows).Select(row => row % Columns)];
        foreach (int threads in new[] { 2, 3 })
        {
            Sequences.AssertSameBits(OfSoftmax(x, Rows, Columns, 1), OfSoftmax(x, Rows, Columns, threads));
            Sequences.AssertSameBits(OfLogSoftmax(x, Rows, Columns, 1), OfLogSoftmax(x, Rows, Columns, threads));
            Sequences.AssertSameBits(OfCrossEntropy(x, x, Rows, Columns, 1), OfCrossEntropy(x, x, Rows, Columns, threads));
            Sequences.AssertSameBits(OfSparseCrossEntropy(x, labels, Rows, Columns, 1), OfSparseCrossEntropy(x, labels, Rows, Columns, threads));
        }
    }

    [Fact]
    public void WidthsGiveTheSameBits()
    {
        foreach (int columns in Sequences.Sizes)
        {
            float[] x = Sequences.Random(2 * columns, columns);
            (float, float, float)[] expected = Folds<Lane1>(x, columns);
            Assert.Equal(expected, Folds<Lane128>(x, columns));
            Assert.Equal(expected, Folds<Lane256>(x, columns));
            Assert.Equal(expected, Folds<Lane512>(x, columns));
        }

        // A row that more elements follow, and the last one.
        static (float Maximum, float Sum, float LogSum)[] Folds<TLane>(float[] x, int columns)
            where TLane : struct, ILane<TLane>
        {
            float* memory = stackalloc float[RowFolds.Memory];
            fixed (float* rows = x)
            {
                var results = new (float, float, float)[2];
                for (int row = 0; row < 2; row++)
                {
                    var folds = new RowFolds(rows + (row * columns), columns, rows + x.Length, memory);
                    float maximum = folds.Maximum<TLane>();
                    results[row] = (maximum, folds.Exponentials<TLane>(null, maximum), folds.LogSum<TLane>(out _));
                }

                return results;
            }
        }
    }

    /// <summary>What follows a row is read with it, but never counts.</summary>
    [Fact]
    public void ARowIsItsOwn()
    {
        foreach (float next in new[] { float.NaN, Infinity, -Infinity, 1e30f })
        {
            foreach (int columns in new[] { 1, 3, 10, 15, 17, 37 })
            {
                const int Others = 20;
                float[] row = Sequences.Random(columns, columns);
                float[] rows = [.. row, .. Enumerable.Repeat(next, Others * columns), .. row];
                float[] targets = [.. Enumerable.Repeat(row, Others + 2).SelectMany(r => r)];
                int[] labels = [.. Enumerable.Repeat(columns - 1, Others + 2)];
                Alone(OfSoftmax(row, 1, columns, 1), OfSoftmax(rows, Others + 2, columns, 1), columns);
                Alone(OfLogSoftmax(row, 1, columns, 1), OfLogSoftmax(rows, Others + 2, columns, 1), columns);
                Alone(OfCrossEntropy(row, row, 1, columns, 1), OfCrossEntropy(rows, targets, Others + 2, columns, 1), 1);
                Alone(OfSparseCrossEntropy(row, labels[..1], 1, columns, 1), OfSparseCrossEntropy(rows, labels, Others + 2, columns, 1), 1);
            }
        }

        static void Alone(float[] alone, float[] together, int length)
        {
            Sequences.AssertSameBits(alone, together[..length]);
            Sequences.AssertSameBits(alone, together[^length..]);
        }
    }

    /// <summary>Rows may lie where their results go, and nothing is written behind them.</summary>
    [Fact]
    public void RowsAreReplacedInPlace()
    {
        const int Rows = 3001, Margin = 32;
        foreach (int columns in new[] { 1, 3, 10, 16, 17, 37 })
        {
            float[] x = Sequences.Random(Rows * columns, columns);
            float[] softmax = OfSoftmax(x, Rows, columns, 1), logSoftmax = OfLogSoftmax(x, Rows, columns, 1);
            foreach (int threads in new[] { 1, 3 })
            {
                using var workers = new Workers(threads);
                float[] y = [.. x, .. Enumerable.Repeat(7f, Margin)];
                fixed (float* rows = y)
                {
                    Softmax.Run(rows, rows, Rows, columns, workers);
                }

                Sequences.AssertSameBits([.. softmax, .. Enumerable.Repeat(7f, Margin)], y);
                x.CopyTo(y, 0);
                fixed (float* rows = y)
                {
                    LogSoftmax.Run(rows, rows, Rows, columns, workers);
                }

                Sequences.AssertSameBits([.. logSoftmax, .. Enumerable.Repeat(7f, Margin)], y);
            }
        }
    }

    [Fact]
    public void LargeLogitsDoNotOverflow()
    {
        Sequences.AssertClose([0, 0.5, 0.5], OfSoftmax([-3e38f, 3e38f, 3e38f], 1, 3, 1), 1e-7);
        Assert.Equal(1000f, OfSparseCrossEntropy([0, 1000], [0], 1, 2, 1)[0]);
        Assert.Equal(0f, OfSparseCrossEntropy([0, 1000], [1], 1, 2, 1)[0]);
    }

    [Fact]
    public void InfiniteLogitsHaveDefinedResults()
    {
        Sequences.AssertClose([0, 1], OfSoftmax([-Infinity, 2], 1, 2, 1), 0);
        Sequences.AssertClose([double.NegativeInfinity, 0], OfLogSoftmax([-Infinity, 2], 1, 2, 1), 0);
        Sequences.AssertClose([0], OfCrossEntropy([-Infinity, 2], [0, 1], 1, 2, 1), 0);
        Sequences.AssertClose([double.PositiveInfinity], OfCrossEntropy([-Infinity, 2], [1, 0], 1, 2, 1), 0);
        Sequences.AssertClose([double.PositiveInfinity], OfSparseCrossEntropy([-Infinity, 2], [0], 1, 2, 1), 0);
        foreach (float[] row in new[] { [Infinity, 0], [float.NaN, 0], new[] { -Infinity, -Infinity } })
        {
            Sequences.AssertClose([double.NaN, double.NaN], OfSoftmax(row, 1, 2, 1), 0);
            Sequences.AssertClose([double.NaN], OfCrossEntropy(row, [0, 1], 1, 2, 1), 0);
            Sequences.AssertClose([double.NaN], OfSparseCrossEntropy(row, [1], 1, 2, 1), 0);
        }
    }

    [Fact]
    public void LabelOutsideGivesNotANumber()
    {
        Sequences.AssertClose([double.NaN, double.NaN], OfSparseCrossEntropy([1, 2, 3, 4], [-1, 2], 2, 2, 1), 0);
    }

    [Fact]
    public void OneHotMarksTheLabel()
    {
        int[] labels = [2, -1, 0, 3];
        var y = new float[12];
        using var workers = new Workers(1);
        fixed (int* source = labels)
        fixed (float* destination = y)
        {
            OneHot.Run(source, destination, 4, 3, workers);
        }

        Assert.Equal([0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0], y);
    }

    [Fact]
    public void ElementsOfARowHaveTheOneAtTheLabel()
    {
        Elements<Lane1>();
        Elements<Lane128>();
        Elements<Lane256>();
        Elements<Lane512>();

        static void Elements<TLane>()
            where TLane : struct, ILane<TLane>
        {
            var y = new float[TLane.Width];
            foreach (int label in new[] { int.MinValue, -17, -1, 0, 1, 15, 16, 17, 40, int.MaxValue })
            {
                for (int column = 0; column < 64; column++)
                {
                    fixed (float* destination = y)
                    {
                        TLane.Store(destination, OneHot.Elements<TLane>(label, column));
                    }

                    Assert.Equal(Enumerable.Range(column, y.Length).Select(c => c == label ? 1f : 0f), y);
                }
            }
        }
    }

    [Fact]
    public void KernelsAllocateNothing()
    {
        float[] x = Sequences.Random(100_000, 1);
        var labels = new int[1000];
        var losses = new float[1000];
        using var workers = new Workers(2);
        Allocation.AssertNone(() =>
        {
            fixed (float* address = x, result = losses)
            fixed (int* classes = labels)
            {
                Softmax.Run(address, address, 1000, 100, workers);
                LogSoftmax.Run(address, address, 1000, 100, workers);
                SoftmaxCrossEntropy.Run(address, address, result, 1000, 100, workers);
                SparseSoftmaxCrossEntropy.Run(address, classes, result, 1000, 100, workers);
                OneHot.Run(classes, address, 1000, 100, workers);
            }
        });
    }

    private static float[] OfSoftmax(float[] x, int rows, int columns, int threads)
    {
        using var workers = new Workers(threads);
        var y = new float[x.Length];
        fixed (float* source = x, destination = y)
        {
            Softmax.Run(source, destination, rows, columns, workers);
        }

        return y;
    }

    private static float[] OfLogSoftmax(float[] x, int rows, int columns, int threads)
    {
        using var workers = new Workers(threads);
        var y = new float[x.Length];
        fixed (float* source = x, destination = y)
        {
            LogSoftmax.Run(source, destination, rows, columns, workers);
        }

        return y;
    }

    private static float[] OfCrossEntropy(float[] x, float[] targets, int rows, int columns, int threads)
    {
        using var workers = new Workers(threads);
        var losses = new float[rows];
        fixed (float* source = x, target = targets, destination = losses)
        {
            SoftmaxCrossEntropy.Run(source, target, destination, rows, columns, workers);
        }

        return losses;
    }

    private static float[] OfSparseCrossEntropy(float[] x, int[] labels, int rows, int columns, int threads)
    {
        using var workers = new Workers(threads);
        var losses = new float[rows];
        fixed (float* source = x, destination = losses)
        fixed (int* label = labels)
        {
            SparseSoftmaxCrossEntropy.Run(source, label, destination, rows, columns, workers);
        }

        return losses;
    }
}
