using System.Runtime.CompilerServices;
using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

/// <summary>Two small layers in a row give the bits of their definition, summed in the documented order.</summary>
public unsafe class SmallProductTests
{
    private const int Canary = 16;

    [Fact]
    public void RegistersFilledByColumns() => Agrees<Size32X64, Size64X64>();

    [Fact]
    public void FewColumns() => Agrees<Size64X64, Size64X8>();

    [Fact]
    public void ASingleColumn() => Agrees<Size64X8, Size8X1>();

    [Fact]
    public void ColumnsThatFillNoRegister() => Agrees<Size7X3, Size3X17>();

    [Fact]
    public void DepthThatFillsNoRegister() => Agrees<Size3X17, Size17X33>();

    [Fact]
    public void MoreColumnsThanRegisters() => Agrees<Size40X100, Size100X250>();

    [Fact]
    public void TheLongestSums() => Agrees<Size100X250, Size250X10>();

    [Fact]
    public void WorkedByHand()
    {
        float* x = stackalloc float[] { 1, 2, 3, 4, 5, 6, 7 };
        float* weights = stackalloc float[21];
        for (int i = 0; i < 21; i++)
        {
            weights[i] = (i % 3) + 1;
        }

        float* bias = stackalloc float[] { 0, -100, 0 };
        float* y = stackalloc float[3];
        SmallProduct.Sum<Size7X3>(x, weights, y);
        Sequences.AssertSameBits([28f, 56f, 84f], new(y, 3));
        var epilogue = new BiasedRelu(bias, y);
        SmallProduct.Finish<BiasedRelu, Size7X3>(ref epilogue, y);
        Sequences.AssertSameBits([28f, 0f, 84f], new(y, 3));
    }

    private static void Agrees<TFirst, TSecond>()
        where TFirst : struct, IProductSizes
        where TSecond : struct, IProductSizes
    {
        int depth = TFirst.Depth, between = TFirst.Columns, columns = TSecond.Columns;
        Assert.Equal(between, TSecond.Depth);
        float[] inputs = Sequences.Random(depth, 1), biases = Sequences.Random(Math.Max(between, columns), 2);
        float[] firstWeights = Sequences.Random(depth * between, 3), secondWeights = Sequences.Random(between * columns, 4);
        float[] expected = new float[between + columns], actual = new float[between + columns + Canary];
        fixed (float* x = inputs, bias = biases, first = firstWeights, second = secondWeights, y = expected, z = actual)
        {
            var expectedFirst = new BiasedRelu(bias, y);
            var expectedSecond = new BiasedRelu(bias, y + between);
            Multiply(expectedFirst, x, first, depth, between);
            Multiply(expectedSecond, y, second, between, columns);

            float* row = x, firstMatrix = first, secondMatrix = second, values = z;
            var actualFirst = new BiasedRelu(bias, z);
            var actualSecond = new BiasedRelu(bias, z + between);
            Allocation.AssertNone(() =>
            {
                SmallProduct.Sum<TFirst>(row, firstMatrix, values);
                SmallProduct.FinishAndSum<BiasedRelu, TSecond>(ref actualFirst, values, secondMatrix, values + between);
                SmallProduct.Finish<BiasedRelu, TSecond>(ref actualSecond, values + between);
            });
        }

        Sequences.AssertSameBits([.. expected, .. new float[Canary]], actual);
    }

    /// <summary>One sum for each column where they are a multiple of 64, else four, of every fourth product, the first with what is left.</summary>
    private static void Multiply(BiasedRelu epilogue, float* row, float* matrix, int depth, int columns)
    {
        int sums = columns % 64 == 0 ? 1 : 4;
        for (int column = 0; column < columns; column++)
        {
            var sum = new Lane1[4];
            for (int k = 0; k < depth; k++)
            {
                int of = k < depth / sums * sums ? k % sums : 0;
                sum[of] = Lane1.MultiplyAdd(new(row[k]), new(matrix[(k * columns) + column]), sum[of]);
            }

            epilogue.Store(Lane1.Add(Lane1.Add(sum[0], sum[1]), Lane1.Add(sum[2], sum[3])), 0, column);
        }
    }

    private readonly struct BiasedRelu(float* bias, float* y) : IEpilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store<TLane>(TLane value, nint row, nint column)
            where TLane : struct, ILane<TLane>
            => TLane.Store(y + column, TLane.Maximum(TLane.Add(value, TLane.Load(bias + column)), TLane.Broadcast(0f)));
    }

    private readonly struct Size32X64 : IProductSizes
    {
        public static int Depth => 32;

        public static int Columns => 64;
    }

    private readonly struct Size64X64 : IProductSizes
    {
        public static int Depth => 64;

        public static int Columns => 64;
    }

    private readonly struct Size64X8 : IProductSizes
    {
        public static int Depth => 64;

        public static int Columns => 8;
    }

    private readonly struct Size8X1 : IProductSizes
    {
        public static int Depth => 8;

        public static int Columns => 1;
    }

    private readonly struct Size7X3 : IProductSizes
    {
        public static int Depth => 7;

        public static int Columns => 3;
    }

    private readonly struct Size3X17 : IProductSizes
    {
        public static int Depth => 3;

        public static int Columns => 17;
    }

    private readonly struct Size17X33 : IProductSizes
    {
        public static int Depth => 17;

        public static int Columns => 33;
    }

    private readonly struct Size40X100 : IProductSizes
    {
        public static int Depth => 40;

        public static int Columns => 100;
    }

    private readonly struct Size100X250 : IProductSizes
    {
        public static int Depth => 100;

        public static int Columns => 250;
    }

    private readonly struct Size250X10 : IProductSizes
    {
        public static int Depth => 250;

        public static int Columns => 10;
    }
}
