using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

public unsafe class ElementwiseTests
{
    [Fact]
    public void EveryElementIsComputedOnce()
    {
        foreach (int rows in Sequences.Sizes)
        {
            foreach (int columns in Sequences.Sizes)
            {
                float[] x = Sequences.Random(rows * columns, rows);
                var y = new float[rows * columns];
                var expected = new double[rows * columns];
                for (int i = 0; i < x.Length; i++)
                {
                    expected[i] = Math.Max(0, (x[i] * 2.0) + 1) + (i / columns);
                }

                Run(x, y, rows, columns, 1, 1);
                Sequences.AssertClose(expected, y, 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(1, 100_003)]
    [InlineData(331, 307)]
    [InlineData(50_000, 3)]
    public void ThreadsDoNotChangeTheResult(int rows, int columns)
    {
        float[] x = Sequences.Random(rows * columns, 7);
        var one = new float[x.Length];
        Run(x, one, rows, columns, 10, 1);
        foreach (int threads in new[] { 2, 3 })
        {
            var many = new float[x.Length];
            Run(x, many, rows, columns, 10, threads);
            Sequences.AssertSameBits(one, many);
        }
    }

    [Fact]
    public void RunAllocatesNothing()
    {
        float[] x = Sequences.Random(100_000, 1);
        using var workers = new Workers(2);
        Allocation.AssertNone(() =>
        {
            fixed (float* address = x)
            {
                var kernel = new Affine(address, address, 100_000);
                Elementwise.Run(ref kernel, 1, 100_000, 10, workers);
            }
        });
    }

    private static void Run(float[] x, float[] y, int rows, int columns, int cost, int threads)
    {
        using var workers = new Workers(threads);
        fixed (float* source = x, destination = y)
        {
            var kernel = new Affine(source, destination, columns);
            Elementwise.Run(ref kernel, rows, columns, cost, workers);
        }
    }

    /// <summary>max(0, 2x + 1) + row.</summary>
    private readonly struct Affine(float* x, float* y, nint columns) : IElementwiseKernel
    {
        public void Run<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
        {
            nint at = (row * columns) + index;
            var value = TLane.MultiplyAdd(TLane.Load(x + at), TLane.Broadcast(2f), TLane.Broadcast(1f));
            value = TLane.Add(TLane.Maximum(value, TLane.Broadcast(0f)), TLane.Broadcast(row));
            TLane.Store(y + at, value);
        }
    }
}
