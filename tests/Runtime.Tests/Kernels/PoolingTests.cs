using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

[Collection(nameof(SmallTiles))]
public unsafe class PoolingTests
{
    [Fact]
    public void LiteralValues()
    {
        var window = WindowCases.Of(1, new(1, 1), new(1, 1), new(5, 3, 2, 1, 1, 1), 1, 1);
        float[] x = [4, 1, 7, 7, -2];
        Assert.Equal([4, 7, 7], Max(x, window));
        Assert.Equal([2.5f, 5, 2.5f], Average(x, window));

        // Of the two sevens the first under each window gets it.
        Assert.Equal([10, 0, 20, 30, 0], MaxGradient(x, [4, 7, 7], [10, 20, 30], window));
        Assert.Equal([6, 6 + 3, 3, 3 + 5, 5], AverageGradient([12, 9, 10], window));

        // Values are taken from where the gradient goes; a value that is no element of its window comes from nowhere.
        Assert.Equal([1, 3, 4], Selected(x, [4, 7, 7], [1, 2, 3, 4, 5], window));
        Assert.Equal([0, 3, 0], Selected(x, [5, 7, 9], [1, 2, 3, 4, 5], window));
    }

    [Fact]
    public void NotANumberGoesThroughAndGetsTheGradient()
    {
        var window = WindowCases.Of(1, new(1, 1), new(1, 1), new(4, 2, 2), 1, 1);
        float[] x = [1, float.NaN, float.NaN, float.NaN];
        float[] y = Max(x, window);
        Assert.Equal([float.NaN, float.NaN], y);
        Assert.Equal([0, 5, 6, 0], MaxGradient(x, y, [5, 6], window));
        Assert.Equal([2, 3], Selected(x, y, [1, 2, 3, 4], window));
    }

    [Fact]
    public void OfEqualValuesTheFirstGetsTheGradient()
    {
        var window = WindowCases.Of(1, new(1, 1), new(2, 2), new(2, 2), 9, 9);
        float[] x = new float[4 * 9];
        float[] expected = [.. Enumerable.Repeat(3f, 9), .. new float[27]];
        Assert.Equal(expected, MaxGradient(x, new float[9], [.. Enumerable.Repeat(3f, 9)], window));
    }

    [Fact]
    public void AgreesWithPlainLoops()
    {
        foreach (var window in Windows())
        {
            float[] x = Values(window);
            float[] gradient = Sequences.Random(window.OutputLength(), 3);
            var largest = new double[gradient.Length];
            Array.Fill(largest, double.NegativeInfinity);
            var chosen = new int[gradient.Length];
            var sum = new double[gradient.Length];
            var counts = new int[gradient.Length];
            var maxGradient = new double[x.Length];
            var averageGradient = new double[x.Length];
            foreach (var (output, _, input) in WindowCases.Pairs(window))
            {
                for (int channel = 0; channel < window.Channels; channel++)
                {
                    int at = (output * window.Channels) + channel;
                    float value = x[(input * window.Channels) + channel];
                    sum[at] += value;
                    counts[at]++;
                    if (value > largest[at])
                    {
                        largest[at] = value;
                        chosen[at] = (input * window.Channels) + channel;
                    }
                }
            }

            for (int i = 0; i < gradient.Length; i++)
            {
                maxGradient[chosen[i]] += counts[i] > 0 ? gradient[i] : 0;
            }

            foreach (var (output, _, input) in WindowCases.Pairs(window))
            {
                for (int channel = 0; channel < window.Channels; channel++)
                {
                    int at = (output * window.Channels) + channel;
                    averageGradient[(input * window.Channels) + channel] += gradient[at] / (double)counts[at];
                }
            }

            float[] y = Max(x, window);
            Sequences.AssertClose(largest, y, 0);
            Sequences.AssertClose([.. sum.Select((value, i) => value / counts[i])], Average(x, window), 1e-6);
            Sequences.AssertClose(maxGradient, MaxGradient(x, y, gradient, window), 1e-6);
            Sequences.AssertClose(averageGradient, AverageGradient(gradient, window), 1e-6);
        }
    }

    [Fact]
    public void ThreadsDoNotChangeTheResult()
    {
        using var tiles = new SmallTiles();
        foreach (var window in Windows().Where((_, i) => i % 3 == 0))
        {
            float[] x = Values(window);
            float[] gradient = Sequences.Random(window.OutputLength(), 3);
            float[] y = Max(x, window);
            foreach (int threads in new[] { 2, 3 })
            {
                Sequences.AssertSameBits(y, Max(x, window, threads));
                Sequences.AssertSameBits(Average(x, window), Average(x, window, threads));
                Sequences.AssertSameBits(MaxGradient(x, y, gradient, window), MaxGradient(x, y, gradient, window, threads));
                Sequences.AssertSameBits(AverageGradient(gradient, window), AverageGradient(gradient, window, threads));
                Sequences.AssertSameBits(Selected(x, y, x, window), Selected(x, y, x, window, threads));
            }
        }
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var window = WindowCases.Of(4, new(1, 1), new(20, 3, 2, 1, 1, 1), new(20, 2, 2), 70, 70);
        float[] x = Values(window);
        float[] y = new float[window.OutputLength()];
        float[] gradient = new float[x.Length];
        using var workers = new Workers(2);
        Allocation.AssertNone(() =>
        {
            fixed (float* a = x, b = y, c = gradient)
            {
                MaxPooling.Run(a, b, window, workers);
                MaxPoolingGradient.Run(a, b, b, c, window, workers);
                AveragePooling.Run(a, b, window, workers);
                AveragePoolingGradient.Run(b, c, window, workers);
            }
        });
    }

    private static IEnumerable<SlidingWindow> Windows()
    {
        foreach (var window in WindowCases.All())
        {
            yield return SameFilters(window, window.Channels);
        }

        // Around the widths of registers and blocks of channels.
        foreach (int channels in Sequences.Sizes)
        {
            yield return WindowCases.Of(2, new(1, 1), new(6, 2, 2), new(8, 2, 2), channels, channels);
            yield return WindowCases.Of(1, new(1, 1), new(7, 3, 2, 1, 1, 1), new(5, 3, 1, 1, 1, 1), channels, channels);
        }
    }

    private static SlidingWindow SameFilters(SlidingWindow w, int channels)
        => WindowCases.Of(
            w.Batch,
            AxisOf(w.InputDepth, w.OutputDepth, w.WindowDepth, w.StrideDepth, w.DilationDepth, w.BeforeDepth),
            AxisOf(w.InputHeight, w.OutputHeight, w.WindowHeight, w.StrideHeight, w.DilationHeight, w.BeforeHeight),
            AxisOf(w.InputWidth, w.OutputWidth, w.WindowWidth, w.StrideWidth, w.DilationWidth, w.BeforeWidth),
            channels,
            channels);

    private static WindowCases.Axis AxisOf(int input, int output, int window, int stride, int dilation, int before)
        => new(input, window, stride, dilation, before, ((output - 1) * stride) + ((window - 1) * dilation) + 1 - input - before);

    // Few different values, so that some are equal under a window.
    private static float[] Values(in SlidingWindow window)
        => [.. Sequences.Random(window.InputLength(), 1).Select(value => MathF.Round(value * 8) / 8)];

    private static float[] Max(float[] x, SlidingWindow window, int threads = 1)
        => Run(window.OutputLength(), threads, x, x, x, (a, _, _, y, workers) => MaxPooling.Run((float*)a, (float*)y, window, workers));

    private static float[] Average(float[] x, SlidingWindow window, int threads = 1)
        => Run(window.OutputLength(), threads, x, x, x, (a, _, _, y, workers) => AveragePooling.Run((float*)a, (float*)y, window, workers));

    private static float[] MaxGradient(float[] x, float[] y, float[] gradient, SlidingWindow window, int threads = 1)
        => Run(window.InputLength(), threads, x, y, gradient, (a, b, c, result, workers)
            => MaxPoolingGradient.Run((float*)a, (float*)b, (float*)c, (float*)result, window, workers));

    private static float[] Selected(float[] x, float[] y, float[] values, SlidingWindow window, int threads = 1)
        => Run(window.OutputLength(), threads, x, y, values, (a, b, c, result, workers)
            => MaxPoolingSelection.Run((float*)a, (float*)b, (float*)c, (float*)result, window, workers));

    private static float[] AverageGradient(float[] gradient, SlidingWindow window, int threads = 1)
        => Run(window.InputLength(), threads, gradient, gradient, gradient, (a, _, _, result, workers)
            => AveragePoolingGradient.Run((float*)a, (float*)result, window, workers));

    private static float[] Run(
        int length, int threads, float[] first, float[] second, float[] third, Action<nint, nint, nint, nint, Workers> kernel)
    {
        using var workers = new Workers(threads);
        var result = new float[length];
        Array.Fill(result, float.NaN);
        fixed (float* a = first, b = second, c = third, d = result)
        {
            kernel((nint)a, (nint)b, (nint)c, (nint)d, workers);
        }

        return result;
    }
}
