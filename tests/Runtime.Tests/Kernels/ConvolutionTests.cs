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
        foreach (var (way, ofGradient, window) in WindowCases.MinimallyFiltered())
        {
            Patches patches = window.Patches(null);
            Assert.Equal((way, window.Text()), (Winograd.Way(patches, window.Batch, window.Filters), window.Text()));
            Assert.Equal((ofGradient, window.Text()), (Winograd.KernelGradientWay(patches, window.Batch, window.Filters), window.Text()));
        }

        SlidingWindow[] inPart = [.. WindowCases.MinimallyFilteredInPart()];
        SlidingWindow joined = inPart[0] with { Groups = inPart[0].Groups / GroupBlocks.Joined(inPart[0]) };
        Assert.NotEqual(inPart[0].Groups, joined.Groups);
        Assert.Equal(ConvolutionWay.Filter4x3, Winograd.Way(joined.Patches(null), joined.Batch, joined.Filters / joined.Groups));
        SlidingWindow strided = inPart[1];
        for (int h = 0; h < strided.StrideHeight; h++)
        {
            for (int w = 0; w < strided.StrideWidth; w++)
            {
                PatchAxis depth = strided.PhaseDepth(0).Patches, height = strided.PhaseHeight(h).Patches, width = strided.PhaseWidth(w).Patches;
                var phase = new Patches(null, strided.Filters, strided.Filters, depth, height, width);
                Assert.Equal(ConvolutionWay.Filter4x3, Winograd.Way(phase, strided.Batch, strided.Channels));
            }
        }

        AssertPlain(Filtered);
    }

    [Fact]
    public void Registers512ComputeTheSameBits() => AssertSameBits<Only<Lane512, MatrixTile12>>();

    [Fact]
    public void Registers256ComputeTheSameBits() => AssertSameBits<Only<Lane256, MatrixTile6>>();

    [Fact]
    public void ManyRegisters128ComputeTheSameBits() => AssertSameBits<Only<Lane128, MatrixTile12>>();

    [Fact]
    public void FewRegisters128ComputeTheSameBits() => AssertSameBits<Only<Lane128, MatrixTile4>>();

    /// <summary>As a root mean square, beside that of the values: no more than three times what adding term by term loses.</summary>
    [Fact]
    public void MinimalFilteringRoundsLittle()
    {
        foreach (var (way, ofGradient, window) in WindowCases.MinimallyFiltered())
        {
            (float[] x, float[] kernel, float[] gradient) = Operands(window);
            var y = new double[gradient.Length];
            var kernelGradient = new double[kernel.Length];
            var inTurn = new float[y.Length];
            var gradientInTurn = new float[kernel.Length];
            foreach (var (output, tap, input) in WindowCases.Pairs(window))
            {
                for (int filterAt = 0; filterAt < window.Filters; filterAt++)
                {
                    int yAt = (output * window.Filters) + filterAt;
                    for (int channel = 0; channel < window.Channels; channel++)
                    {
                        float value = x[(input * window.Channels) + channel];
                        int kernelAt = (((tap * window.Channels) + channel) * window.Filters) + filterAt;
                        y[yAt] += (double)value * kernel[kernelAt];
                        inTurn[yAt] += value * kernel[kernelAt];
                        kernelGradient[kernelAt] += (double)value * gradient[yAt];
                        gradientInTurn[kernelAt] += value * gradient[yAt];
                    }
                }
            }

            double lost = Error(y, inTurn), error = Error(y, Run(Forward, x, kernel, y.Length, window, 1));
            Assert.True(error > 0 && error <= 3 * lost, $"{way}, {window.Text()}: {error} beside {lost}.");
            lost = Error(kernelGradient, gradientInTurn);
            error = Error(kernelGradient, Run(KernelGradient, x, gradient, kernel.Length, window, 1));
            Assert.True(error > 0 && error <= 3 * lost, $"Gradient by {ofGradient}, {window.Text()}: {error} beside {lost}.");
        }
    }

    /// <summary>Outputs of a square are computed from the same points: what is not finite in one of the inputs that they read reaches them.</summary>
    /// <param name="at">The row and column of an infinity, read by the outputs beside it.</param>
    /// <param name="first">The first row and column that it reaches: squares begin at multiples of four.</param>
    /// <param name="last">The last.</param>
    [Theory]
    [InlineData(5, 4, 7)]
    [InlineData(8, 7, 11)]
    public void WhatIsNotFiniteReachesItsSquare(int at, int first, int last)
    {
        var one = new WindowCases.Axis(1, 1);
        var axis = new WindowCases.Axis(16, 3, 1, 1, 1, 1);
        var window = WindowCases.Of(4, one, axis, axis, 32, 32);
        (float[] x, float[] kernel, _) = Operands(window);
        float[] expected = Run(Forward, x, kernel, window.OutputLength(), window, 1);

        x[((at * 16) + at) * 32] = float.PositiveInfinity;
        float[] y = Run(Forward, x, kernel, window.OutputLength(), window, 1);
        for (int i = 0; i < y.Length; i++)
        {
            (int row, int column) = Math.DivRem(i / 32, 16);
            bool isReached = row >= first && row <= last && column >= first && column <= last;
            Assert.True(isReached ? !float.IsFinite(y[i]) : y[i] == expected[i], $"Output {i} at {row}, {column} is {y[i]}.");
        }
    }

    [Fact]
    public void ThreadsDoNotChangeTheResult()
    {
        using var tiles = new SmallTiles();
        foreach (var window in WindowCases.All().Concat(WindowCases.Grouped()).Where((_, i) => i % 3 == 0).Concat(Filtered).Append(Deep))
        {
            (float[] x, float[] kernel, float[] gradient) = Operands(window);
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
    public void SlabsDoNotChangeTheResult()
    {
        foreach (var (_, _, window) in WindowCases.MinimallyFiltered())
        {
            (float[] x, float[] kernel, float[] gradient) = Operands(window);
            float[] y = Run(Forward, x, kernel, gradient.Length, window, 1);
            float[] kernelGradient = Run(KernelGradient, x, gradient, kernel.Length, window, 1);
            using var slabs = new SmallTiles();
            foreach (int threads in new[] { 1, 3 })
            {
                Sequences.AssertSameBits(y, Run(Forward, x, kernel, gradient.Length, window, threads));
                Sequences.AssertSameBits(kernelGradient, Run(KernelGradient, x, gradient, kernel.Length, window, threads));
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

    /// <summary>What lies before the source counts once: patches begin there, and the source behind it.</summary>
    [Fact]
    public void WhatLiesBeforeTheSourceCountsOnce()
    {
        Assert.Equal(2_000_000_009, new PatchAxis(8, 2_000_000_006, 1, 3, 1, -1_000_000_000).Reach);
        Assert.Equal(1_000_000_008, new PatchAxis(8, 5, 1, 3, 1, -1_000_000_000).Reach);
        Assert.Equal(12, new PatchAxis(8, 4, 1, 3, 1, 5).Reach);
        Assert.Equal(20, new PatchAxis(20, 4, 1, 3, 1, 5).Reach);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        AssertAllocatesNothing(WindowCases.Of(2, new(1, 1), new(20, 3, 2, 1, 1, 1), new(20, 3, 1, 1, 1, 1), 8, 12, 2));
        AssertAllocatesNothing(WindowCases.MinimallyFiltered().First(c => c.OfGradient == ConvolutionWay.Filter4x3).Window);
    }

    private static void AssertAllocatesNothing(SlidingWindow window)
    {
        (float[] x, float[] kernel, float[] gradient) = Operands(window);
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

    private static IEnumerable<SlidingWindow> Filtered => WindowCases.MinimallyFiltered().Select(c => c.Window).Concat(WindowCases.MinimallyFilteredInPart());

    private static void AssertPlain(IEnumerable<SlidingWindow> windows)
    {
        foreach (var window in windows)
        {
            (float[] x, float[] kernel, float[] gradient) = Operands(window);
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

    /// <summary>A micro-kernel and the plainest one compute the same, in all three directions and by every way there is.</summary>
    private static void AssertSameBits<TChoice>()
        where TChoice : struct, IMicroKernelChoice
    {
        foreach (var window in Filtered.Concat(WindowCases.All()).Concat(WindowCases.Grouped()))
        {
            (float[] x, float[] kernel, float[] gradient) = Operands(window);
            AssertSame(Forward<Only<Lane1, MatrixTile4>>, Forward<TChoice>, x, kernel, gradient.Length);
            AssertSame(InputGradient<Only<Lane1, MatrixTile4>>, InputGradient<TChoice>, gradient, kernel, x.Length);
            AssertSame(KernelGradient<Only<Lane1, MatrixTile4>>, KernelGradient<TChoice>, x, gradient, kernel.Length);

            void AssertSame(Kernel plainest, Kernel chosen, float[] first, float[] second, int length)
                => Sequences.AssertSameBits(Run(plainest, first, second, length, window, 1), Run(chosen, first, second, length, window, 1));
        }
    }

    private static (float[] X, float[] Kernel, float[] Gradient) Operands(SlidingWindow window)
        => (Sequences.Random(window.InputLength(), 1), Sequences.Random(window.KernelLength(), 2), Sequences.Random(window.OutputLength(), 3));

    private static double Error(double[] expected, float[] actual)
    {
        double squares = 0, all = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            squares += (expected[i] - actual[i]) * (expected[i] - actual[i]);
            all += expected[i] * expected[i];
        }

        return Math.Sqrt(squares / all);
    }

    private static double Tolerance(int depth) => 2e-6 * Math.Sqrt(depth + 1);

    private static void Forward(float* x, float* kernel, float* y, SlidingWindow window, Workers workers) => Forward<BestMicroKernel>(x, kernel, y, window, workers);

    private static void Forward<TChoice>(float* x, float* kernel, float* y, SlidingWindow window, Workers workers)
        where TChoice : struct, IMicroKernelChoice
    {
        var epilogue = new StoreEpilogue(y, window.Filters);
        Convolution.Run<StoreEpilogue, TChoice>(ref epilogue, x, kernel, window, workers);
    }

    private static void InputGradient(float* gradient, float* kernel, float* result, SlidingWindow window, Workers workers) => InputGradient<BestMicroKernel>(gradient, kernel, result, window, workers);

    private static void InputGradient<TChoice>(float* gradient, float* kernel, float* result, SlidingWindow window, Workers workers)
        where TChoice : struct, IMicroKernelChoice
    {
        var epilogue = new StoreEpilogue(result, window.Channels);
        ConvolutionInputGradient.Run<StoreEpilogue, TChoice>(ref epilogue, gradient, kernel, window, workers);
    }

    private static void KernelGradient(float* x, float* gradient, float* result, SlidingWindow window, Workers workers) => KernelGradient<BestMicroKernel>(x, gradient, result, window, workers);

    private static void KernelGradient<TChoice>(float* x, float* gradient, float* result, SlidingWindow window, Workers workers)
        where TChoice : struct, IMicroKernelChoice
    {
        var epilogue = new StoreEpilogue(result, window.Filters);
        ConvolutionKernelGradient.Run<StoreEpilogue, TChoice>(ref epilogue, x, gradient, window, workers);
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

    /// <summary>One micro-kernel, whatever the machine.</summary>
    private readonly struct Only<TLane, TTile> : IMicroKernelChoice
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        public static void Run<TWork>(ref TWork work, Workers workers)
            where TWork : struct, IMicroKernelWork
            => work.Run<TLane, TTile>(workers);
    }
}
