using System.Runtime.Intrinsics.X86;
using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

public unsafe class MatrixProductTests
{
    public static TheoryData<int, int, int> Shapes()
    {
        HashSet<(int Rows, int Columns, int Depth)> shapes = [(100, 129, 257), (13, 33, 1000), (100, 40, 1024), (100, 40, 512), (24, 32, 64), (97, 10, 128), (3, 5, 0), (1, 5, 0), (2, 600, 2500), (7, 900, 2501)];
        foreach (int size in Sequences.Sizes)
        {
            shapes.UnionWith([(size, 17, 33), (16, size, 33), (7, 31, size), (size, size, size), (1, size, 300)]);
        }

        var data = new TheoryData<int, int, int>();
        foreach ((int rows, int columns, int depth) in shapes)
        {
            data.Add(rows, columns, depth);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AgreesWithDoublePrecision(int rows, int columns, int depth)
    {
        foreach (var (transposeLeft, transposeRight) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            float[] left = Sequences.Random(rows * depth, rows);
            float[] right = Sequences.Random(depth * columns, columns + 1000);
            double[] expected = Naive(left, right, rows, columns, depth, transposeLeft, transposeRight);
            float[] actual = Run(left, right, rows, columns, depth, transposeLeft, transposeRight, 1);
            Sequences.AssertClose(expected, actual, 2e-6 * Math.Sqrt(depth + 1));
        }
    }

    [Theory]
    [InlineData(1, 5000, 300)]
    [InlineData(1, 500, 700)]
    [InlineData(128, 130, 300)]
    [InlineData(129, 100, 784)]
    [InlineData(257, 300, 40)]
    [InlineData(5, 2000, 300)]
    [InlineData(1, 2501, 1703)]
    [InlineData(4, 1501, 700)]
    [InlineData(7, 2501, 903)]
    public void ThreadsDoNotChangeTheResult(int rows, int columns, int depth)
    {
        float[] left = Sequences.Random(rows * depth, 1);
        float[] right = Sequences.Random(depth * columns, 2);
        foreach (var (transposeLeft, transposeRight) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            float[] one = Run(left, right, rows, columns, depth, transposeLeft, transposeRight, 1);
            foreach (int threads in new[] { 2, 3 })
            {
                Sequences.AssertSameBits(one, Run(left, right, rows, columns, depth, transposeLeft, transposeRight, threads));
            }
        }
    }

    [Theory]
    [InlineData(1, 70, 300)]
    [InlineData(1, 110, 600)]
    [InlineData(1, 2501, 1703)]
    [InlineData(5, 70, 30)]
    [InlineData(31, 70, 300)]
    [InlineData(26, 65, 513)]
    [InlineData(13, 21, 577)]
    [InlineData(8, 9, 321)]
    [InlineData(2, 80, 100)]
    [InlineData(7, 40, 520)]
    [InlineData(20, 33, 100)]
    [InlineData(22, 48, 520)]
    [InlineData(2, 601, 300)]
    [InlineData(3, 530, 577)]
    [InlineData(4, 513, 6)]
    [InlineData(7, 1503, 1401)]
    [InlineData(131, 100, 330)]
    [InlineData(131, 140, 330)]
    public void WidthsAndTilesGiveTheSameBits(int rows, int columns, int depth)
    {
        float[] left = Sequences.Random(rows * depth, 1);
        float[] right = Sequences.Random(depth * columns, 2);
        foreach (var (transposeLeft, transposeRight) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            // The order that the remarks at MatrixProduct promise, one product at a time.
            var expected = new float[rows * columns];
            for (int i = 0; i < expected.Length; i++)
            {
                int row = i / columns;
                int column = i % columns;
                float sum = 0;
                for (int k = 0; k < depth;)
                {
                    var block = new Lane1(0);
                    for (int end = depth - k <= 320 ? depth : k + 256; k < end; k++)
                    {
                        block = Lane1.MultiplyAdd(
                            new(transposeLeft ? left[(k * rows) + row] : left[(row * depth) + k]),
                            new(transposeRight ? right[(column * depth) + k] : right[(k * columns) + column]),
                            block);
                    }

                    sum += block.Value;
                }

                expected[i] = sum;
            }

            Sequences.AssertSameBits(expected, Run(left, right, rows, columns, depth, transposeLeft, transposeRight, 1));
            Sequences.AssertSameBits(expected, RunPacked(left, right, rows, columns, depth, transposeLeft, transposeRight, 1));
            Sequences.AssertSameBits(expected, RunPacked(left, right, rows, columns, depth, transposeLeft, transposeRight, 2));
            Sequences.AssertSameBits(expected, OfTile<Lane512, MatrixTile12>(left, right, rows, columns, depth, transposeLeft, transposeRight));
            Sequences.AssertSameBits(expected, OfTile<Lane256, MatrixTile6>(left, right, rows, columns, depth, transposeLeft, transposeRight));
            Sequences.AssertSameBits(expected, OfTile<Lane128, MatrixTile12>(left, right, rows, columns, depth, transposeLeft, transposeRight));
            Sequences.AssertSameBits(expected, OfTile<Lane128, MatrixTile4>(left, right, rows, columns, depth, transposeLeft, transposeRight));
            Sequences.AssertSameBits(expected, OfTile<Lane1, MatrixTile4>(left, right, rows, columns, depth, transposeLeft, transposeRight));
        }
    }

    /// <summary>Rows read along the matrix, through its panels, and of its transpose are the same to the bit, also where the depth is cut into parts.</summary>
    [Theory]
    [InlineData(2, 600, 2500)]
    [InlineData(3, 700, 2048)]
    [InlineData(2, 2501, 1703)]
    [InlineData(3, 2501, 1703)]
    [InlineData(4, 2501, 1703)]
    [InlineData(7, 2501, 1703)]
    [InlineData(8, 2049, 2100)]
    [InlineData(16, 2049, 2100)]
    public void FewRowsOfAWideProductAreThoseOfTiles(int rows, int columns, int depth)
    {
        float[] left = Sequences.Random(rows * depth, 1);
        float[] right = Sequences.Random(depth * columns, 2);
        var transposed = new float[right.Length];
        for (int i = 0; i < right.Length; i++)
        {
            transposed[(i % columns * depth) + (i / columns)] = right[i];
        }

        float[] tiles = RunPacked(left, right, rows, columns, depth, false, false, 1);
        Sequences.AssertSameBits(tiles, Run(left, transposed, rows, columns, depth, false, true, 1));
        foreach (int threads in new[] { 1, 2, 3, 30 })
        {
            Sequences.AssertSameBits(tiles, Run(left, right, rows, columns, depth, false, false, threads));
        }

        Sequences.AssertSameBits(tiles, OfTile<Lane256, MatrixTile6>(left, right, rows, columns, depth, false, false));
        Sequences.AssertSameBits(tiles, OfTile<Lane128, MatrixTile4>(left, right, rows, columns, depth, false, false));
    }

    /// <summary>Products that are too small for a float leave a zero with their sign, however many rows and blocks there are.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(600)]
    [InlineData(2500)]
    public void ZerosKeepTheirSign(int depth)
    {
        const int Columns = 600;
        float[] right = Enumerable.Repeat(1e-30f, depth * Columns).ToArray();
        foreach (int rows in new[] { 1, 2, 3, 4, 17 })
        {
            float[] left = Enumerable.Repeat(-1e-30f, rows * depth).ToArray();
            Sequences.AssertSameBits(RunPacked(left, right, rows, Columns, depth, false, false, 1), Run(left, right, rows, Columns, depth, false, false, 1));
            Sequences.AssertSameBits(Run(left, right, rows, Columns, depth, false, true, 1), Run(left, right, rows, Columns, depth, false, false, 1));

            // Rounded before it is added, such a product is lost in the zero that the sum begins with.
            Assert.True(!Fma.IsSupported || float.IsNegative(Run(left, right, rows, Columns, depth, false, false, 1)[0]));
        }
    }

    [Fact]
    public void WideProductsAreCut()
    {
        // More than fits the packed part of the right matrix at once.
        const int Depth = 5000;
        const int Columns = 1100;
        float[] left = Sequences.Random(13 * Depth, 1);
        float[] right = Sequences.Random(Depth * Columns, 2);
        float[] actual = Run(left, right, 13, Columns, Depth, false, true, 2);
        for (int i = 0; i < actual.Length; i += 37)
        {
            double expected = 0;
            for (int k = 0; k < Depth; k++)
            {
                expected += (double)left[(i / Columns * Depth) + k] * right[(i % Columns * Depth) + k];
            }

            Assert.Equal(expected, actual[i], 1e-4);
        }
    }

    /// <summary>Of a matrix that is read where it lies only a last panel that is not full is copied.</summary>
    [Fact]
    public void FullPanelsThatAreReadInPlaceTakeNoMemory()
    {
        Assert.Equal(0, Packed(64));
        Assert.Equal(2 * Lane256.Width * 100_000, Packed(65));

        static nint Packed(nint columns) => ProductPlan.Of<Lane256, MatrixTile6, MatrixLeft, MatrixRight>(
            new MatrixLeft(null, 100_000, 12, isTransposed: false, isCopied: false, MatrixBlocks.Rows), new MatrixRight((float*)64, columns, isTransposed: false), 12, columns, 100_000, parts: 1, threads: 1).PackedLength;
    }

    [Theory]
    [InlineData(3)]
    [InlineData(256)]
    [InlineData(700)]
    [InlineData(2100)]
    public void EpilogueSeesEachElementOnce(int depth)
    {
        // Columns of parts of lanes, whole ones and more, of every width.
        foreach (int columns in new[] { 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 45 })
        {
            SeesEachElementOnce([1, 31], columns, depth);
        }

        // So many that a few rows are read along them.
        foreach (int columns in new[] { 128, 143, 514, 533 })
        {
            SeesEachElementOnce([1, 2, 3, 4], columns, depth);
        }

        SeesEachElementOnce([5, 7, 8], 2050, depth);
    }

    private static void SeesEachElementOnce(ReadOnlySpan<int> rows, int columns, int depth)
    {
        SeesEachElementOnce<Lane512, MatrixTile12>(rows, columns, depth);
        SeesEachElementOnce<Lane256, MatrixTile6>(rows, columns, depth);
        SeesEachElementOnce<Lane128, MatrixTile12>(rows, columns, depth);
        SeesEachElementOnce<Lane128, MatrixTile4>(rows, columns, depth);
        SeesEachElementOnce<Lane1, MatrixTile4>(rows, columns, depth);
    }

    private static void SeesEachElementOnce<TLane, TTile>(ReadOnlySpan<int> eachOf, int columns, int depth)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        foreach (int rows in eachOf)
        {
            float[] left = Sequences.Random(rows * depth, 1);
            float[] right = Sequences.Random(depth * columns, 2);
            double[] product = Naive(left, right, rows, columns, depth, false, false);
            float[] bias = Sequences.Random(columns, 3);
            var result = new float[columns * rows];
            using var workers = new Workers(1);
            fixed (float* a = left, b = right, biases = bias, y = result)
            {
                var epilogue = new AddBias(biases, y, columns);
                MatrixProduct.Run<AddBias, TLane, TTile>(ref epilogue, a, b, rows, columns, depth, false, false, workers);
            }

            // The epilogue adds to the zeros that were there.
            Sequences.AssertClose([.. product.Select((value, i) => Math.Max(0, value + bias[i % columns]))], result, 2e-5);
        }
    }

    [Fact]
    public void InfinitiesAndNotANumbersStayInTheirRowsAndColumns()
    {
        const int Size = 20;
        float[] left = Sequences.Random(Size * Size, 1);
        float[] right = Sequences.Random(Size * Size, 2);
        left[(3 * Size) + 4] = float.NaN;
        right[(5 * Size) + 6] = float.PositiveInfinity;
        float[] actual = Run(left, right, Size, Size, Size, false, false, 1);
        for (int i = 0; i < actual.Length; i++)
        {
            bool isNumber = i / Size != 3;
            Assert.Equal(isNumber, !float.IsNaN(actual[i]));
            Assert.Equal(isNumber && i % Size != 6, float.IsFinite(actual[i]));
        }
    }

    [Fact]
    public void ProductsAllocateNothing()
    {
        float[] left = Sequences.Random(200 * 300, 1);
        float[] right = Sequences.Random(300 * 200, 2);
        var result = new float[200 * 200];
        using var workers = new Workers(2);
        Allocation.AssertNone(() =>
        {
            fixed (float* a = left, b = right, c = result)
            {
                var epilogue = new StoreEpilogue(c, 200);
                MatrixProduct.Run(ref epilogue, a, b, 200, 200, 300, false, false, workers);
                MatrixProduct.Run(ref epilogue, a, b, 200, 200, 300, true, true, workers);
                MatrixProduct.Run(ref epilogue, a, b, 1, 200, 300, false, false, workers);
                var packed = new PackedMatrix(b, 200, 300, false, 200, workers.Lasting(PackedMatrix.Length(200, 300, 200)), workers);
                MatrixProduct.Run(ref epilogue, a, packed, 200, 200, 300, false, workers);
            }
        });
    }

    private static double[] Naive(
        float[] left, float[] right, int rows, int columns, int depth, bool transposeLeft, bool transposeRight)
    {
        var result = new double[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                for (int k = 0; k < depth; k++)
                {
                    result[(row * columns) + column] +=
                        (double)(transposeLeft ? left[(k * rows) + row] : left[(row * depth) + k])
                        * (transposeRight ? right[(column * depth) + k] : right[(k * columns) + column]);
                }
            }
        }

        return result;
    }

    private static float[] RunPacked(
        float[] left, float[] right, int rows, int columns, int depth, bool transposeLeft, bool transposeRight, int threads)
    {
        using var workers = new Workers(threads);
        var result = new float[rows * columns];
        fixed (float* a = left, b = right, c = result)
        {
            var packed = new PackedMatrix(b, columns, depth, transposeRight, rows, workers.Lasting(PackedMatrix.Length(columns, depth, rows)), workers);
            var epilogue = new StoreEpilogue(c, columns);
            MatrixProduct.Run(ref epilogue, a, packed, rows, columns, depth, transposeLeft, workers);
        }

        return result;
    }

    private static float[] Run(
        float[] left, float[] right, int rows, int columns, int depth, bool transposeLeft, bool transposeRight, int threads)
    {
        using var workers = new Workers(threads);
        var result = new float[rows * columns];
        fixed (float* a = left, b = right, c = result)
        {
            var epilogue = new StoreEpilogue(c, columns);
            MatrixProduct.Run(ref epilogue, a, b, rows, columns, depth, transposeLeft, transposeRight, workers);
        }

        return result;
    }

    private static float[] OfTile<TLane, TTile>(
        float[] left, float[] right, int rows, int columns, int depth, bool transposeLeft, bool transposeRight)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        using var workers = new Workers(1);
        var result = new float[rows * columns];
        fixed (float* a = left, b = right, c = result)
        {
            var epilogue = new StoreEpilogue(c, columns);
            MatrixProduct.Run<StoreEpilogue, TLane, TTile>(
                ref epilogue, a, b, rows, columns, depth, transposeLeft, transposeRight, workers);
        }

        return result;
    }

    /// <summary>max(0, value + bias), added to what is stored.</summary>
    private readonly struct AddBias(float* bias, float* y, nint columns) : IEpilogue
    {
        public void Store<TLane>(TLane value, nint row, nint column)
            where TLane : struct, ILane<TLane>
        {
            float* at = y + (row * columns) + column;
            value = TLane.Maximum(TLane.Add(value, TLane.Load(bias + column)), TLane.Broadcast(0f));
            TLane.Store(at, TLane.Add(TLane.Load(at), value));
        }
    }
}
