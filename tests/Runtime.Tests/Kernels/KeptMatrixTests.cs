using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

/// <summary>Weights that are kept from call to call in the form that products read.</summary>
public sealed unsafe class KeptMatrixTests : IDisposable
{
    private static readonly SlidingWindow s_window = WindowCases.Of(3, new(1, 1), new(18, 3), new(18, 3), 16, 16);

    private readonly AlignedMemory _weights = new(9 * 16 * 16);
    private readonly Workers _workers = new(2);

    public KeptMatrixTests()
    {
        Assert.Equal(ConvolutionWay.Filter4x3, Winograd.Way(s_window.Patches(null), s_window.Batch, s_window.Filters));
        SetWeights(seed: 1);
    }

    public void Dispose()
    {
        _workers.Dispose();
        _weights.Dispose();
    }

    [Fact]
    public void AreUsedUntilTheWeightsAreOthers()
    {
        float[] before = Convolve();
        KeptWeights kept = Keep();
        Sequences.AssertSameBits(before, Convolve());

        // 36 points of 16 channels, and of the 16 filters in whole panels, each a little apart from the next.
        int panels = (16 + PanelWidth - 1) / PanelWidth;
        Assert.Equal(panels * 36 * ((16 * PanelWidth) + Winograd.Spread), kept.Length);

        // Nobody said so: this is how the test sees that nothing is computed again.
        SetWeights(seed: 2);
        Begin(kept, 1);
        Sequences.AssertSameBits(before, Convolve());

        Begin(kept, 2);
        float[] after = Convolve();
        Assert.NotEqual(before, after);
        _workers.Kept = null;
        Sequences.AssertSameBits(Convolve(), after);
        kept.Dispose();
    }

    [Fact]
    public void AreOfWeightsAlone()
    {
        // The kernel of this convolution lies beside the weights.
        using var other = new AlignedMemory(16);
        _workers.Kept = new KeptWeights("Words");
        _workers.Kept.Begin(new((nint)other.Address, other.Length, 1));
        Convolve();
        SetWeights(seed: 2);
        float[] after = Convolve();
        Assert.Equal(0, _workers.Kept.Length);
        _workers.Kept = null;
        Sequences.AssertSameBits(Convolve(), after);
    }

    [Fact]
    public void AnotherKindIsMadeInTheSamePlace()
    {
        KeptWeights kept = Keep();
        WeightForm form = Form();
        KeptMatrix first = kept.Find(form, 64)!;
        first.IsMade = true;
        Assert.Same(first, kept.Find(form, 64));
        Assert.True(first.IsMade);
        Assert.Same(first, kept.Find(form with { Kind = typeof(Filter2x3) }, 100));
        Assert.False(first.IsMade);
        Assert.Equal(100, kept.Length);
    }

    /// <summary>A loop may read a matrix and the same transposed.</summary>
    [Fact]
    public void OtherSizesHaveTheirOwnPlaces()
    {
        KeptWeights kept = Keep();
        WeightForm form = Form();
        WeightForm[] others = [form with { Stride = 32 }, form with { Depth = 8 }, form with { Columns = 8 }, form with { Panel = 16 }, form with { IsTransposed = true }, Form(place: 64)];
        KeptMatrix[] places = [.. others.Prepend(form).Select(f => kept.Find(f, 64)!)];
        Assert.Equal(7, places.Distinct().Count());
        Assert.Equal(7 * 64, kept.Length);
        Assert.Same(places[0], kept.Find(form, 64));
    }

    [Fact]
    public void AreNotKeptWhereTheyAreTooLarge()
    {
        KeptWeights kept = Keep();
        Assert.NotNull(kept.Find(Form(), 1 << 19));
        Assert.Null(kept.Find(Form(place: 64), (1 << 19) + 1));
        Assert.NotNull(kept.Find(Form(place: 64), 1 << 19));
        Assert.Null(kept.Find(Form(place: 128), 1));
        Assert.NotNull(kept.Find(Form() with { Kind = typeof(Filter2x3) }, 1 << 19));
    }

    [Fact]
    public void AreNotMadeWhereMemoryEnds()
    {
        KeptWeights kept = Keep();
        AlignedMemory.Fail(1);
        Assert.StartsWith("Words: a matrix of 16 by 16 weights ", Assert.Throws<OutOfMemoryException>(() => kept.Find(Form(), 64)).Message);
        Assert.Equal(0, kept.Length);
        Assert.NotNull(kept.Find(Form(), 64));
        Assert.Equal(64, kept.Length);
    }

    /// <summary>The panels of a product's right side, and those that a loop multiplies by, however the matrix lies.</summary>
    [Theory]
    [InlineData(false, 200)]
    [InlineData(false, 3)]
    [InlineData(true, 200)]
    [InlineData(true, 3)]
    public void PanelsAreUsedUntilTheWeightsAreOthers(bool transpose, int rows)
    {
        const int Depth = 40, Columns = 50;
        float[] x = Sequences.Random(rows * Depth, 3);
        float[] before = Multiply();
        KeptWeights kept = Keep();
        Sequences.AssertSameBits(before, Multiply());
        Assert.Equal((Columns + PanelWidth - 1) / PanelWidth * PanelWidth * Depth, kept.Length);
        SetWeights(seed: 2);
        Sequences.AssertSameBits(before, Multiply());

        Begin(kept, 2);
        float[] after = Multiply();
        Assert.NotEqual(before, after);
        _workers.Kept = null;
        Sequences.AssertSameBits(Multiply(), after);
        kept.Dispose();

        // At once, and packed before.
        float[] Multiply()
        {
            float[] y = new float[2 * rows * Columns];
            fixed (float* left = x, result = y)
            {
                var whole = new StoreEpilogue(result, Columns);
                float* memory = _workers.Lasting(PackedMatrix.Length(Columns, Depth, rows));
                var packed = new PackedMatrix(_weights.Address, Columns, Depth, transpose, rows, memory, _workers);
                MatrixProduct.Run(ref whole, left, packed, rows, Columns, Depth, false, _workers);
                var second = new StoreEpilogue(result + (rows * Columns), Columns);
                if (rows > 12 || transpose)
                {
                    MatrixProduct.Run(ref second, left, _weights.Address, rows, Columns, Depth, false, transpose, _workers);
                }
            }

            return y;
        }
    }

    private static int PanelWidth => Lane512.IsSupported ? 32 : Lane256.IsSupported ? 16 : Lane128.IsSupported ? 8 : 2;

    private WeightForm Form(int place = 0) => new((nint)(_weights.Address + place), 16, 16, 16, typeof(Filter4x3), 32);

    private KeptWeights Keep()
    {
        var kept = new KeptWeights("Words");
        Begin(kept, 1);
        _workers.Kept = kept;
        return kept;
    }

    private void Begin(KeptWeights kept, long version) => kept.Begin(new((nint)_weights.Address, _weights.Length, version));

    private void SetWeights(int seed) => Sequences.Random((int)_weights.Length, seed).CopyTo(new Span<float>(_weights.Address, (int)_weights.Length));

    private float[] Convolve()
    {
        float[] x = Sequences.Random(3 * 18 * 18 * 16, 3);
        var y = new float[3 * 16 * 16 * 16];
        fixed (float* from = x, to = y)
        {
            var epilogue = new StoreEpilogue(to, 16);
            Convolution.Run(ref epilogue, from, _weights.Address, s_window, _workers);
        }

        return y;
    }
}
