using System.Numerics.Tensors;
using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

[Collection(nameof(SmallTiles))]
public unsafe class ResizeTests
{
    private delegate void Kernel(float* from, float* to, in SlidingWindow window, Workers workers);

    [Fact]
    public void LiteralValues()
    {
        var twice = Of(1, (1, 1), (1, 1), (2, 4), 1);
        Assert.Equal([1, 1, 5, 5], Run(Resize.Nearest, [1, 5], 4, twice));
        Assert.Equal([1, 2, 4, 5], Run(Resize.Bilinear, [1, 5], 4, twice));
        Assert.Equal([3, 12], Run(ResizeGradient.Nearest, [1, 2, 4, 8], 2, twice));
        Assert.Equal([1 + 1.5f + 1, 0.5f + 3 + 8], Run(ResizeGradient.Bilinear, [1, 2, 4, 8], 2, twice));

        // Three from five: centres at 5/6, 15/6 and 25/6, thus at 1/3, 2 and 11/3 in pixels.
        var less = Of(1, (1, 1), (1, 1), (5, 3), 1);
        Assert.Equal([0, 2, 4], Run(Resize.Nearest, [0, 1, 2, 3, 4], 3, less));
        Sequences.AssertClose([1 / 3.0, 2, 11 / 3.0], Run(Resize.Bilinear, [0, 1, 2, 3, 4], 3, less), 1e-6);
    }

    [Fact]
    public void AxesAreApart()
    {
        // f(d, h, w) = d + 10 h + 100 w is linear, so within the outermost centres so is what comes of it.
        var window = Of(2, (3, 6), (4, 8), (2, 6), 3);
        var x = new float[2 * 3 * 4 * 2 * 3];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = (i / 3 / 2 / 4 % 3) + (10 * (i / 3 / 2 % 4)) + (100 * (i / 3 % 2)) + (1000 * (i % 3));
        }

        float[] y = Run(Resize.Bilinear, x, 2 * 6 * 8 * 6 * 3, window);
        for (int i = 0; i < y.Length; i++)
        {
            double expected = At(i / 3 / 6 / 8 % 6, 3, 6) + (10 * At(i / 3 / 6 % 8, 4, 8)) + (100 * At(i / 3 % 6, 2, 6)) + (1000 * (i % 3));
            Assert.Equal(expected, y[i], 1e-3);
        }

        static double At(int position, int input, int output)
            => Math.Clamp(((position + 0.5) * input / output) - 0.5, 0, input - 1);
    }

    /// <summary>Places on an axis this long have no room in a float for how far they lie between two steps.</summary>
    [Theory]
    [InlineData(44_100, 132_300)]
    [InlineData(44_100, 48_000)]
    public void LongAxesAreExact(int length, int resized)
    {
        var window = Of(1, (1, 1), (1, 1), (length, resized), 1);
        float[] x = Sequences.Random(length, 1);
        var tensor = Tensor.Create(Array.ConvertAll(x, v => (double)v), [1, length, 1]);
        foreach ((Kernel kernel, bool isLinear) in new (Kernel, bool)[] { (Resize.Nearest, false), (Resize.Bilinear, true) })
        {
            double[] expected = new double[resized];
            Ops.Resize(tensor, [resized], isLinear).FlattenTo(expected);
            Sequences.AssertClose(expected, Run(kernel, x, resized, window), 1e-6);
        }
    }

    [Fact]
    public void GradientsAreTheTransposes()
    {
        // ⟨resize(x), g⟩ = ⟨x, gradient(g)⟩.
        foreach (var window in Windows())
        {
            float[] x = Sequences.Random(window.InputLength(), 1);
            float[] g = Sequences.Random(window.OutputLength(), 2);
            Assert.Equal(Dot(Run(Resize.Nearest, x, g.Length, window), g), Dot(x, Run(ResizeGradient.Nearest, g, x.Length, window)), 1e-4);
            Assert.Equal(Dot(Run(Resize.Bilinear, x, g.Length, window), g), Dot(x, Run(ResizeGradient.Bilinear, g, x.Length, window)), 1e-4);
        }
    }

    [Fact]
    public void ThreadsDoNotChangeTheResult()
    {
        using var tiles = new SmallTiles();
        foreach (var window in Windows())
        {
            float[] x = Sequences.Random(window.InputLength(), 1);
            float[] g = Sequences.Random(window.OutputLength(), 2);
            foreach (Kernel kernel in new Kernel[] { Resize.Nearest, Resize.Bilinear })
            {
                Sequences.AssertSameBits(Run(kernel, x, g.Length, window), Run(kernel, x, g.Length, window, 2));
            }

            foreach (Kernel kernel in new Kernel[] { ResizeGradient.Nearest, ResizeGradient.Bilinear })
            {
                Sequences.AssertSameBits(Run(kernel, g, x.Length, window), Run(kernel, g, x.Length, window, 2));
            }
        }
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var window = Of(4, (1, 1), (16, 32), (16, 24), 20);
        float[] x = Sequences.Random(window.InputLength(), 1);
        float[] y = new float[window.OutputLength()];
        using var workers = new Workers(2);
        Allocation.AssertNone(() =>
        {
            fixed (float* a = x, b = y)
            {
                Resize.Bilinear(a, b, window, workers);
                ResizeGradient.Bilinear(b, a, window, workers);
            }
        });
    }

    private static IEnumerable<SlidingWindow> Windows()
    {
        foreach (int channels in new[] { 1, 3, 8, 70 })
        {
            yield return Of(1, (1, 1), (1, 1), (5, 9), channels);
            yield return Of(2, (1, 1), (6, 4), (5, 11), channels);
            yield return Of(2, (3, 2), (2, 4), (5, 5), channels);
            yield return Of(1, (1, 3), (1, 2), (7, 1), channels);
        }
    }

    private static SlidingWindow Of(int batch, (int X, int Y) depth, (int X, int Y) height, (int X, int Y) width, int channels)
        => new()
        {
            Batch = batch,
            InputDepth = depth.X,
            InputHeight = height.X,
            InputWidth = width.X,
            Channels = channels,
            OutputDepth = depth.Y,
            OutputHeight = height.Y,
            OutputWidth = width.Y,
            Filters = channels,
        };

    private static double Dot(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();

    private static float[] Run(Kernel kernel, float[] from, int length, SlidingWindow window, int threads = 1)
    {
        using var workers = new Workers(threads);
        var result = new float[length];
        Array.Fill(result, float.NaN);
        fixed (float* a = from, b = result)
        {
            kernel(a, b, window, workers);
        }

        return result;
    }
}
