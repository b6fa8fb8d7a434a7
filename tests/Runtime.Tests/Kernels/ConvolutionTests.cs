using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

[Collection(nameof(SmallTiles))]
public unsafe class ConvolutionTests
{
    private delegate void Kernel(float* first, float* second, float* result, SlidingWindow window, Workers workers);

    [Fact]
    public void LiteralValues()
    {
        // 1, 2, 3, 4 with the window 10, 1: no flip, padding of one zero in front.
        var window = WindowCases.Of(1, new(1, 1), new(1, 1), new(4, 2, Before: 1), 1, 1);
        Assert.Equal([1, 12, 23, 34], Run(Forward, [1, 2, 3, 4], [10, 1], 4, window, 1));

        // Input i meets 1 on the way to output i and 10 on the way to output i + 1.
        Assert.Equal([2001, 500, 70, 4], Run(InputGradient, [1, 200, 30, 4], [10, 1], 4, window, 1));
        Assert.Equal([(1 * 200) + (2 * 30) + (3 * 4), 1 + 400 + 90 + 16], Run(KernelGradient, [1, 2, 3, 4], [1, 200, 30, 4], 2, window, 1));
    }

    [Fact]
    public void AgreesWithPlainLoops() => AssertPlain(WindowCases.All());

    [Fact]
    public void GroupsAgreeWithPlainLoops() => AssertPlain(WindowCases.Grouped());

    [Fact]
    public void MinimalFilteringAgreesWithPlainLoops()
    {
        foreach (var (filter, window) in WindowCases.MinimallyFiltered())
        {
            Assert.Equal((filter, window.Text()), (Winograd.Filter(window.Patches(null), window.Batch, window.Filters), window.Text()));
        }

        AssertPlain(WindowCases.MinimallyFiltered().Select(c => c.Window));
    }

    /// <summary>
    /// Groups that are computed at once meet each other's values times zero, which is no number where a value is infinite. The kernel's gradient
    /// has no such zeros, and groups of many channels are computed one by one.
    /// </summary>
    [Fact]
    public void WhatIsNotFiniteReachesTheGroupsOfItsBlock()
    {
        const float Infinite = float.PositiveInfinity;
        var one = new WindowCases.Axis(1, 1);
        var window = WindowCases.Of(1, one, one, new(3, 1), 4, 2, groups: 2);
        float[] ones = [.. Enumerable.Repeat(1f, 12)];
        float[] x = [.. ones], gradient = ones[..6];
        x[4] = Infinite;
        gradient[2] = Infinite;
        Assert.Equal([2, 2, Infinite, float.NaN, 2, 2], Run(Forward, x, ones[..4], 6, window, 1));
        Assert.Equal([1, 1, 1, 1, Infinite, Infinite, float.NaN, float.NaN, 1, 1, 1, 1], Run(InputGradient, gradient, ones[..4], 12, window, 1));
        Assert.Equal([Infinite, 3, Infinite, 3], Run(KernelGradient, ones, gradient, 4, window, 1));
        Assert.Equal([Infinite, 3, 3, 3], Run(KernelGradient, x, ones[..6], 4, window, 1));

        var wide = WindowCases.Of(1, one, one, one, 80, 80, groups: 2);
        float[] values = Sequences.Random(80, 1), kernel = Sequences.Random(40 * 80, 2);
        values[3] = Infinite;
        float[] y = Run(Forward, values, kernel, 80, wide, 1);
        Assert.All(y[..40], value => Assert.True(float.IsInfinity(value)));
        Assert.All(y[40..], value => Assert.True(float.IsFinite(value)));
    }

    /// <summary>Outputs of a square are computed from the same points: what is not finite in one of its inputs reaches them, and no other square.</summary>
    [Fact]
    public void WhatIsNotFiniteReachesItsSquare()
    {
        var one = new WindowCases.Axis(1, 1);
        var axis = new WindowCases.Axis(16, 3, 1, 1, 1, 1);
        var window = WindowCases.Of(4, one, axis, axis, 32, 32);
        float[] x = Sequences.Random(window.InputLength(), 1), kernel = Sequences.Random(window.KernelLength(), 2);
        float[] expected = Run(Forward, x, kernel, window.OutputLength(), window, 1);

        // Row and column 5 are read by the outputs 4 to 6, which lie in the square from 4 to 7.
        x[((5 * 16) + 5) * 32] = float.PositiveInfinity;
        float[] y = Run(Forward, x, kernel, window.OutputLength(), window, 1);
        for (int i = 0; i < y.Length; i++)
        {
            (int position, int image) = (i / 32 % 256, i / 32 / 256);
            bool isInSquare = image == 0 && position / 16 is >= 4 and < 8 && position % 16 is >= 4 and < 8;
            Assert.True(isInSquare ? !float.IsFinite(y[i]) : y[i] == expected[i], $"Output {i} of position {position} is {y[i]}.");
        }
    }

    [Fact]
    public void ThreadsDoNotChangeTheResult()
    {
        using var tiles = new SmallTiles();
        foreach (var window in WindowCases.All().Concat(WindowCases.Grouped()).Where((_, i) => i % 3 == 0).Concat(WindowCases.MinimallyFiltered().Select(c => c.Window)).Append(Deep))
        {
            float[] x = Sequences.Random(window.InputLength(), 1);
            float[] kernel = Sequences.Random(window.KernelLength(), 2);
            float[] gradient = Sequences.Random(window.OutputLength(), 3);
            foreach (int threads in new[] { 2, 3 })
            {
                Sequences.AssertSameBits(
                    Run(Forward, x, kernel, gradient.Length, window, 1), Run(Forward, x, kernel, gradient.Length, window, threads));
                Sequences.AssertSameBits(
                    Run(InputGradient, gradient, kernel, x.Length, window, 1), Run(InputGradient, gradient, kernel, x.Length, window, threads));
                Sequences.AssertSameBits(
                    Run(KernelGradient, x, gradient, kernel.Length, window, 1), Run(KernelGradient, x, gradient, kernel.Length, window, threads));
            }
        }
    }

    [Fact]
    public void DepthsThatAreCutAgreeWithPlainLoops() => AssertPlain([Deep]);

    /// <summary>Lines are counted in 32 bits: what does not fit is refused before anything is read.</summary>
    [Fact]
    public void LinesOfMoreValuesThanAreCountedAreRefused()
    {
        var one = new PatchAxis(1, 1, 1, 1, 1, 0);
        const int Channels = 1 << 20;
        _ = new Patches(null, Channels, Channels, one, one, new(2000, 1998, 1, 3, 1, 0));
        NotSupportedException exception = Assert.Throws<NotSupportedException>(
            () => new Patches(null, Channels, Channels, one, one, new(2048, 2046, 1, 3, 1, 0)));
        Assert.Contains("2049", exception.Message);
        Assert.Contains("1048576 channels", exception.Message);
        Assert.Throws<NotSupportedException>(() => new Patches(null, 1, 1, one, new(5, 1 << 30, 2, 3, 1, 0), one));
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var window = WindowCases.Of(2, new(1, 1), new(20, 3, 2, 1, 1, 1), new(20, 3, 1, 1, 1, 1), 8, 12, 2);
        float[] x = Sequences.Random(window.InputLength(), 1);
        float[] kernel = Sequences.Random(window.KernelLength(), 2);
        float[] gradient = Sequences.Random(window.OutputLength(), 3);
        using var workers = new Workers(2);
        Allocation.AssertNone(() =>
        {
            fixed (float* a = x, b = kernel, c = gradient)
            {
                Forward(a, b, c, window, workers);
                InputGradient(c, b, a, window, workers);
                KernelGradient(a, c, b, window, workers);
            }
        });
    }

    // 8 × 20 × 20 positions: the kernel's gradient is summed in parts.
    private static SlidingWindow Deep { get; } = WindowCases.Of(8, new(1, 1), new(20, 3, 1, 1, 1, 1), new(20, 3, 1, 1, 1, 1), 3, 10);

    private static void AssertPlain(IEnumerable<SlidingWindow> windows)
    {
        foreach (var window in windows)
        {
            float[] x = Sequences.Random(window.InputLength(), 1);
            float[] kernel = Sequences.Random(window.KernelLength(), 2);
            float[] gradient = Sequences.Random(window.OutputLength(), 3);
            var y = new double[gradient.Length];
            var xGradient = new double[x.Length];
            var kernelGradient = new double[kernel.Length];
            int channels = window.Channels / window.Groups;
            int filters = window.Filters / window.Groups;
            int taps = window.WindowDepth * window.WindowHeight * window.WindowWidth;
            foreach (var (output, tap, input) in WindowCases.Pairs(window))
            {
                for (int filter = 0; filter < window.Filters; filter++)
                {
                    double g = gradient[(output * window.Filters) + filter];
                    for (int channel = 0; channel < channels; channel++)
                    {
                        int xAt = (input * window.Channels) + (filter / filters * channels) + channel;
                        int kernelAt = (((tap * channels) + channel) * window.Filters) + filter;
                        y[(output * window.Filters) + filter] += (double)x[xAt] * kernel[kernelAt];
                        xGradient[xAt] += g * kernel[kernelAt];
                        kernelGradient[kernelAt] += g * x[xAt];
                    }
                }
            }

            try
            {
                Sequences.AssertClose(y, Run(Forward, x, kernel, y.Length, window, 1), Tolerance(taps * channels));
                Sequences.AssertClose(xGradient, Run(InputGradient, gradient, kernel, x.Length, window, 1), Tolerance(taps * filters));
                Sequences.AssertClose(kernelGradient, Run(KernelGradient, x, gradient, kernel.Length, window, 1), Tolerance(gradient.Length / window.Filters));
            }
            catch (Xunit.Sdk.XunitException exception)
            {
                Assert.Fail($"{window.Text()}: {exception.Message}");
            }
        }
    }

    private static double Tolerance(int depth) => 2e-6 * Math.Sqrt(depth + 1);

    private static void Forward(float* x, float* kernel, float* y, SlidingWindow window, Workers workers)
    {
        var epilogue = new StoreEpilogue(y, window.Filters);
        Convolution.Run(ref epilogue, x, kernel, window, workers);
    }

    private static void InputGradient(float* gradient, float* kernel, float* result, SlidingWindow window, Workers workers)
    {
        var epilogue = new StoreEpilogue(result, window.Channels);
        ConvolutionInputGradient.Run(ref epilogue, gradient, kernel, window, workers);
    }

    private static void KernelGradient(float* x, float* gradient, float* result, SlidingWindow window, Workers workers)
    {
        var epilogue = new StoreEpilogue(result, window.Filters);
        ConvolutionKernelGradient.Run(ref epilogue, x, gradient, window, workers);
    }

    /// <summary>Runs a kernel; what it does not store stays not a number.</summary>
    private static float[] Run(Kernel kernel, float[] first, float[] second, int length, SlidingWindow window, int threads)
    {
        using var workers = new Workers(threads);
        var result = new float[length];
        Array.Fill(result, float.NaN);
        fixed (float* a = first, b = second, c = result)
        {
            kernel(a, b, c, window, workers);
        }

        return result;
    }
}
