using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

public unsafe class ReductionTests
{
    public static TheoryData<int, int> Shapes()
    {
        var shapes = new TheoryData<int, int>();
        foreach (int rows in Sequences.Sizes)
        {
            foreach (int columns in Sequences.Sizes)
            {
                shapes.Add(rows, columns);
            }
        }

        shapes.Add(3, 20_000);
        shapes.Add(20_000, 3);
        shapes.Add(700, 70);
        shapes.Add(300, 600);
        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void RowsAgreeWithDoublePrecision(int rows, int columns)
    {
        float[] x = Sequences.Random(rows * columns, columns);
        var sums = new double[rows];
        var maxima = new double[rows];
        var minima = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            var squares = x.Skip(row * columns).Take(columns).Select(v => (double)v * v).ToArray();
            sums[row] = squares.Sum();
            maxima[row] = squares.Max();
            minima[row] = squares.Min();
        }

        Sequences.AssertClose(sums, Rows<SumFold>(x, rows, columns, 1), 1e-6);
        Sequences.AssertClose(maxima, Rows<MaximumFold>(x, rows, columns, 1), 1e-7);
        Sequences.AssertClose(minima, Rows<MinimumFold>(x, rows, columns, 1), 1e-7);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ColumnsAgreeWithDoublePrecision(int rows, int columns)
    {
        const int Outer = 2;
        float[] x = Sequences.Random(Outer * rows * columns, columns);
        var sums = new double[Outer * columns];
        for (int i = 0; i < x.Length; i++)
        {
            sums[(i / (rows * columns) * columns) + (i % columns)] += (double)x[i] * x[i];
        }

        Sequences.AssertClose(sums, Columns<SumFold>(x, Outer, rows, columns, 1), 1e-6);
    }

    [Theory]
    [InlineData(1, 1_000_001)]
    [InlineData(5, 50_001)]
    [InlineData(20_011, 13)]
    [InlineData(1025, 257)]
    [InlineData(600, 515)]
    public void NeitherThreadsNorWidthChangeTheResult(int rows, int columns)
    {
        float[] x = Sequences.Random(rows * columns, 3);
        float[] byRow = Rows<SumFold>(x, rows, columns, 1);
        float[] byColumn = Columns<SumFold>(x, 1, rows, columns, 1);
        foreach (int threads in new[] { 2, 3 })
        {
            Sequences.AssertSameBits(byRow, Rows<SumFold>(x, rows, columns, threads));
            Sequences.AssertSameBits(byColumn, Columns<SumFold>(x, 1, rows, columns, threads));
        }

        Sequences.AssertSameBits(byRow, OfWidth<Lane128>(x, rows, columns, false));
        Sequences.AssertSameBits(byRow, OfWidth<Lane256>(x, rows, columns, false));
        Sequences.AssertSameBits(byRow, OfWidth<Lane512>(x, rows, columns, false));
        Sequences.AssertSameBits(byColumn, OfWidth<Lane128>(x, rows, columns, true));
        Sequences.AssertSameBits(byColumn, OfWidth<Lane256>(x, rows, columns, true));
        Sequences.AssertSameBits(byColumn, OfWidth<Lane512>(x, rows, columns, true));
    }

    [Fact]
    public void NotANumberIsSeen()
    {
        foreach (int at in new[] { 0, 5, 63, 99 })
        {
            float[] x = Sequences.Random(100, 1);
            x[at] = float.NaN;
            Assert.True(float.IsNaN(Rows<SumFold>(x, 1, 100, 1)[0]));
            Assert.True(float.IsNaN(Rows<MaximumFold>(x, 1, 100, 1)[0]));
            Assert.True(float.IsNaN(Rows<MinimumFold>(x, 1, 100, 1)[0]));
            Assert.True(float.IsNaN(Columns<MaximumFold>(x, 1, 100, 1, 1)[0]));
        }
    }

    [Fact]
    public void NothingFoldsToTheIdentity()
    {
        Assert.Equal([0f, 0f], Rows<SumFold>([], 2, 0, 1));
        Assert.Equal([float.NegativeInfinity], Rows<MaximumFold>([], 1, 0, 1));
        Assert.Equal([0f, 0f], Columns<SumFold>([], 1, 0, 2, 1));
        Assert.Equal([float.PositiveInfinity], Columns<MinimumFold>([], 1, 0, 1, 1));
    }

    [Fact]
    public void ReductionsAllocateNothing()
    {
        float[] x = Sequences.Random(100_000, 1);
        var y = new float[1000];
        using var workers = new Workers(2);
        Allocation.AssertNone(() =>
        {
            fixed (float* source = x, destination = y)
            {
                var kernel = new Squares(source, destination, 100_000);
                Reduction.Rows<Squares, SumFold>(ref kernel, 1, 100_000, workers);
                kernel = new Squares(source, destination, 100);
                Reduction.Rows<Squares, SumFold>(ref kernel, 1000, 100, workers);
                Reduction.Columns<Squares, SumFold>(ref kernel, 1, 1000, 100, workers);
            }
        });
    }

    private static float[] Rows<TFold>(float[] x, int rows, int columns, int threads)
        where TFold : struct, IFold
    {
        using var workers = new Workers(threads);
        var y = new float[rows];
        fixed (float* source = x, destination = y)
        {
            var kernel = new Squares(source, destination, columns);
            Reduction.Rows<Squares, TFold>(ref kernel, rows, columns, workers);
        }

        return y;
    }

    private static float[] Columns<TFold>(float[] x, int outer, int rows, int columns, int threads)
        where TFold : struct, IFold
    {
        using var workers = new Workers(threads);
        var y = new float[outer * columns];
        fixed (float* source = x, destination = y)
        {
            var kernel = new Squares(source, destination, columns);
            Reduction.Columns<Squares, TFold>(ref kernel, outer, rows, columns, workers);
        }

        return y;
    }

    private static float[] OfWidth<TLane>(float[] x, int rows, int columns, bool byColumn)
        where TLane : struct, ILane<TLane>
    {
        using var workers = new Workers(1);
        var y = new float[byColumn ? columns : rows];
        fixed (float* source = x, destination = y)
        {
            var kernel = new Squares(source, destination, columns);
            if (byColumn)
            {
                Reduction.Columns<Squares, SumFold, TLane>(ref kernel, 1, rows, columns, workers);
            }
            else
            {
                Reduction.Rows<Squares, SumFold, TLane>(ref kernel, rows, columns, workers);
            }
        }

        return y;
    }

    private readonly struct Squares(float* x, float* y, nint columns) : IReductionKernel
    {
        public TLane Map<TLane>(nint row, nint index)
            where TLane : struct, ILane<TLane>
        {
            var value = TLane.Load(x + (row * columns) + index);
            return TLane.Multiply(value, value);
        }

        public void Store<TLane>(nint index, TLane value)
            where TLane : struct, ILane<TLane>
            => TLane.Store(y + index, value);
    }
}
