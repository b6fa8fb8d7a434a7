using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

/// <summary>Geometries to test convolutions and pooling with, and plain loops over them.</summary>
internal static class WindowCases
{
    /// <summary>One axis: input size, window, stride, dilation, padding before and after.</summary>
    public readonly record struct Axis(int Input, int Window, int Stride = 1, int Dilation = 1, int Before = 0, int After = 0)
    {
        public int Output => ((Input + Before + After - ((Window - 1) * Dilation) - 1) / Stride) + 1;
    }

    /// <summary>Every stride, dilation and padding on each number of axes, odd sizes, and sizes around those of tiles.</summary>
    public static IEnumerable<SlidingWindow> All()
    {
        var one = new Axis(1, 1);
        foreach (int stride in new[] { 1, 2, 3, 4 })
        {
            foreach (int dilation in new[] { 1, 2, 3 })
            {
                foreach (var (before, after) in new[] { (0, 0), (1, 1), (0, 1), (2, 0) })
                {
                    var axis = new Axis(13, 3, stride, dilation, before, after);
                    yield return Of(2, one, one, axis, 3, 5);
                    yield return Of(2, one, new Axis(9, 2, stride, dilation, before, after), axis, 2, 9);
                    yield return Of(1, new Axis(5, 2, stride, 1, before, after), new Axis(7, 3, 1, dilation, after, before), axis, 3, 4);
                }
            }
        }

        // Windows of one, as large as the input, and larger than the input without padding.
        yield return Of(3, one, new Axis(5, 1), new Axis(7, 1), 4, 6);
        yield return Of(2, one, new Axis(6, 6), new Axis(5, 5), 3, 7);
        yield return Of(2, one, new Axis(2, 3, 1, 1, 1, 1), new Axis(1, 3, 1, 1, 1, 1), 5, 3);

        // Strides beyond the window: inputs that nothing reads.
        yield return Of(2, one, new Axis(11, 2, 3), new Axis(10, 1, 4), 3, 8);

        // Beyond one tile and one block of the depth; one channel; many.
        yield return Of(2, one, new Axis(12, 3, 1, 1, 1, 1), new Axis(11, 3, 1, 1, 1, 1), 40, 33);
        yield return Of(1, one, new Axis(9, 5, 1, 1, 2, 2), new Axis(14, 5, 1, 1, 2, 2), 1, 20);
        yield return Of(5, one, new Axis(8, 3, 2, 1, 0, 1), new Axis(8, 3, 2, 1, 0, 1), 16, 70);
        yield return Of(1, one, new Axis(3, 3, 1, 1, 1, 1), new Axis(3, 3, 1, 1, 1, 1), 30, 300);

        // As many rows of the kernel's gradient as a tile may have, in lines as short as can be.
        yield return Of(1, new Axis(9, 8), new Axis(17, 16), new Axis(9, 3), 1, 2);
    }

    /// <summary>The same with channels in groups, up to one channel a group.</summary>
    public static IEnumerable<SlidingWindow> Grouped()
    {
        var one = new Axis(1, 1);
        foreach (var (channels, filters, groups) in new[] { (4, 6, 2), (6, 6, 3), (5, 5, 5), (19, 19, 19), (3, 6, 3), (40, 48, 2), (64, 64, 64), (6, 24, 6), (34, 34, 17), (30, 20, 10), (24, 72, 24) })
        {
            yield return Of(2, one, new Axis(6, 3, 1, 1, 1, 1), new Axis(7, 3, 1, 1, 1, 1), channels, filters, groups);
            yield return Of(1, one, new Axis(9, 3, 2, 1, 0, 1), new Axis(8, 3, 2, 1, 0, 1), channels, filters, groups);
            yield return Of(2, one, one, new Axis(13, 2, 1, 3, 3), channels, filters, groups);
            yield return Of(1, new Axis(3, 2), new Axis(4, 2), new Axis(5, 3, 1, 2, 2, 2), channels, filters, groups);
        }
    }

    /// <summary>
    /// Those that minimal filtering takes, with the filter of the convolution and that of its kernel's gradient, which needs squares enough for
    /// several parts: even and odd sizes, padding of all kinds, channels and filters that fill lanes, panels and blocks of the depth or do not.
    /// </summary>
    public static IEnumerable<(ConvolutionWay Way, ConvolutionWay OfGradient, SlidingWindow Window)> MinimallyFiltered()
    {
        const ConvolutionWay None = ConvolutionWay.Patches, Two = ConvolutionWay.Filter2x3, Four = ConvolutionWay.Filter4x3, Five = ConvolutionWay.Filter2x5;
        var one = new Axis(1, 1);
        yield return (Two, None, Of(9, one, new Axis(8, 3), new Axis(4, 3), 56, 70));
        yield return (Two, Two, Of(180, one, new Axis(6, 3, 1, 1, 1, 1), new Axis(4, 3), 48, 40));
        yield return (Two, None, Of(60, one, new Axis(4, 3, 1, 1, 2, 0), new Axis(3, 3, 1, 1, 0, 1), 350, 17));
        yield return (Four, None, Of(3, one, new Axis(18, 3), new Axis(18, 3), 16, 16));
        yield return (Four, Two, Of(12, one, new Axis(13, 3, 1, 1, 1, 1), new Axis(16, 3, 1, 1, 1, 1), 29, 50));
        yield return (Four, Four, Of(22, one, new Axis(20, 3, 1, 1, 1, 1), new Axis(19, 3, 1, 1, 0, 2), 19, 24));
        yield return (Five, None, Of(3, one, new Axis(14, 5, 1, 1, 2, 2), new Axis(13, 5, 1, 1, 2, 1), 20, 50));
        yield return (Five, Five, Of(15, one, new Axis(16, 5), new Axis(15, 5, 1, 1, 4, 0), 18, 33));
    }

    /// <summary>Those that come to minimal filtering by the way of joined groups, and by the phases of a gradient's strides.</summary>
    public static IEnumerable<SlidingWindow> MinimallyFilteredInPart()
    {
        var one = new Axis(1, 1);
        yield return Of(3, one, new Axis(17, 3, 1, 1, 1, 1), new Axis(16, 3, 1, 1, 1, 1), 16, 32, groups: 2);
        yield return Of(2, one, new Axis(32, 6, 2, 1, 2, 2), new Axis(30, 6, 2, 1, 2, 2), 24, 32);
    }

    public static SlidingWindow Of(nint batch, Axis depth, Axis height, Axis width, int channels, int filters, int groups = 1)
        => new()
        {
            Batch = batch,
            InputDepth = depth.Input,
            InputHeight = height.Input,
            InputWidth = width.Input,
            Channels = channels,
            OutputDepth = depth.Output,
            OutputHeight = height.Output,
            OutputWidth = width.Output,
            Filters = filters,
            WindowDepth = depth.Window,
            WindowHeight = height.Window,
            WindowWidth = width.Window,
            StrideDepth = depth.Stride,
            StrideHeight = height.Stride,
            StrideWidth = width.Stride,
            DilationDepth = depth.Dilation,
            DilationHeight = height.Dilation,
            DilationWidth = width.Dilation,
            BeforeDepth = depth.Before,
            BeforeHeight = height.Before,
            BeforeWidth = width.Before,
            Groups = groups,
        };

    public static int InputLength(this in SlidingWindow w)
        => (int)w.Batch * w.InputDepth * w.InputHeight * w.InputWidth * w.Channels;

    public static int OutputLength(this in SlidingWindow w)
        => (int)w.Batch * w.OutputDepth * w.OutputHeight * w.OutputWidth * w.Filters;

    public static int KernelLength(this in SlidingWindow w)
        => w.WindowDepth * w.WindowHeight * w.WindowWidth * (w.Channels / w.Groups) * w.Filters;

    public static string Text(this in SlidingWindow w)
        => $"{w.Batch} × ({w.InputDepth}, {w.InputHeight}, {w.InputWidth}) × {w.Channels} to {w.Filters} in {w.Groups}, "
            + $"window ({w.WindowDepth}, {w.WindowHeight}, {w.WindowWidth}), stride ({w.StrideDepth}, {w.StrideHeight}, {w.StrideWidth}), "
            + $"dilation ({w.DilationDepth}, {w.DilationHeight}, {w.DilationWidth}), before ({w.BeforeDepth}, {w.BeforeHeight}, {w.BeforeWidth})";

    /// <summary>
    /// All pairs of output and input positions, in the order of the outputs and then of the window: output row, window position, input row.
    /// </summary>
    public static IEnumerable<(int Output, int Tap, int Input)> Pairs(SlidingWindow w)
    {
        int output = 0;
        for (int image = 0; image < w.Batch; image++)
        {
            for (int od = 0; od < w.OutputDepth; od++)
            {
                for (int oh = 0; oh < w.OutputHeight; oh++)
                {
                    for (int ow = 0; ow < w.OutputWidth; ow++, output++)
                    {
                        for (int tap = 0; tap < w.WindowDepth * w.WindowHeight * w.WindowWidth; tap++)
                        {
                            int kd = tap / w.WindowWidth / w.WindowHeight;
                            int kh = tap / w.WindowWidth % w.WindowHeight;
                            int kw = tap % w.WindowWidth;
                            int d = (od * w.StrideDepth) + (kd * w.DilationDepth) - w.BeforeDepth;
                            int h = (oh * w.StrideHeight) + (kh * w.DilationHeight) - w.BeforeHeight;
                            int x = (ow * w.StrideWidth) + (kw * w.DilationWidth) - w.BeforeWidth;
                            if (d >= 0 && d < w.InputDepth && h >= 0 && h < w.InputHeight && x >= 0 && x < w.InputWidth)
                            {
                                yield return (output, tap, (((((image * w.InputDepth) + d) * w.InputHeight) + h) * w.InputWidth) + x);
                            }
                        }
                    }
                }
            }
        }
    }
}
