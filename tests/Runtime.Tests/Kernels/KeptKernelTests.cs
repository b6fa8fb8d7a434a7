using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

/// <summary>Points of kernels that are kept from call to call.</summary>
public sealed unsafe class KeptKernelTests : IDisposable
{
    private static readonly SlidingWindow s_window = WindowCases.Of(3, new(1, 1), new(18, 3), new(18, 3), 16, 16);

    private readonly AlignedMemory _weights = new(9 * 16 * 16);
    private readonly Workers _workers = new(2);

    public KeptKernelTests()
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
        KeptKernels kept = Keep();
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
        _workers.Kept = new KeptKernels();
        _workers.Kept.Begin(new((nint)other.Address, other.Length, 1));
        Convolve();
        SetWeights(seed: 2);
        float[] after = Convolve();
        Assert.Equal(0, _workers.Kept.Length);
        _workers.Kept = null;
        Sequences.AssertSameBits(Convolve(), after);
    }

    [Fact]
    public void AreMadeAgainInAnotherShape()
    {
        KeptKernels kept = Keep();
        KernelShape shape = Shape();
        KeptKernel first = kept.Find(shape, 64)!;
        Assert.All(
            [shape with { Stride = 32 }, shape with { Channels = 8 }, shape with { Filters = 8 }, shape with { Filter = typeof(Filter2x3) }, shape with { Panel = 16 }],
            other =>
            {
                first.IsMade = true;
                Assert.Same(first, kept.Find(first.Shape, 64));
                Assert.True(first.IsMade);
                Assert.Same(first, kept.Find(other, 100));
                Assert.False(first.IsMade);
            });
        Assert.Equal(100, kept.Length);
        Assert.NotSame(first, kept.Find(Shape(place: 64), 64));
        Assert.Equal(164, kept.Length);
    }

    [Fact]
    public void AreNotKeptWhereTheyAreTooLarge()
    {
        KeptKernels kept = Keep();
        Assert.NotNull(kept.Find(Shape(), 1 << 19));
        Assert.Null(kept.Find(Shape(place: 64), (1 << 19) + 1));
        Assert.NotNull(kept.Find(Shape(place: 64), 1 << 19));
        Assert.Null(kept.Find(Shape(place: 128), 1));
        Assert.NotNull(kept.Find(Shape() with { Panel = 16 }, 1 << 19));
    }

    [Fact]
    public void AreNotMadeWhereMemoryEnds()
    {
        KeptKernels kept = Keep();
        AlignedMemory.Fail(1);
        Assert.Throws<OutOfMemoryException>(() => kept.Find(Shape(), 64));
        Assert.Equal(0, kept.Length);
        Assert.NotNull(kept.Find(Shape(), 64));
        Assert.Equal(64, kept.Length);
    }

    private static int PanelWidth => Lane512.IsSupported ? 32 : Lane256.IsSupported ? 16 : Lane128.IsSupported ? 8 : 2;

    private KernelShape Shape(int place = 0) => new((nint)(_weights.Address + place), 16, 16, 16, typeof(Filter4x3), 32);

    private KeptKernels Keep()
    {
        var kept = new KeptKernels();
        Begin(kept, 1);
        _workers.Kept = kept;
        return kept;
    }

    private void Begin(KeptKernels kept, long version) => kept.Begin(new((nint)_weights.Address, _weights.Length, version));

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
