namespace Compiled.Kernels;

/// <summary>The places under a sliding window; what lies outside of the image is left out.</summary>
internal readonly unsafe struct WindowTaps(SlidingWindow window) : ITapFinder
{
    private readonly SlidingWindow _window = window;

    /// <summary>Whether an input may be under several windows.</summary>
    public static bool Overlap(in SlidingWindow window)
        => Overlap(window.WindowDepth, window.StrideDepth, window.DilationDepth)
            || Overlap(window.WindowHeight, window.StrideHeight, window.DilationHeight)
            || Overlap(window.WindowWidth, window.StrideWidth, window.DilationWidth);

    public int Most => checked(_window.WindowDepth * _window.WindowHeight * _window.WindowWidth);

    public bool ReachesAll
        => !Overlap(_window)
            && Reaches(_window.InputDepth, _window.OutputDepth, _window.WindowDepth, _window.StrideDepth, _window.BeforeDepth)
            && Reaches(_window.InputHeight, _window.OutputHeight, _window.WindowHeight, _window.StrideHeight, _window.BeforeHeight)
            && Reaches(_window.InputWidth, _window.OutputWidth, _window.WindowWidth, _window.StrideWidth, _window.BeforeWidth);

    public void Find(ref TapList taps, int depth, int height, int width)
    {
        int d = (depth * _window.StrideDepth) - _window.BeforeDepth;
        int h = (height * _window.StrideHeight) - _window.BeforeHeight;
        int w = (width * _window.StrideWidth) - _window.BeforeWidth;
        taps.Origin = (((((nint)d * _window.InputHeight) + h) * _window.InputWidth) + w) * _window.Channels;
        taps.Step = (nint)_window.StrideWidth * _window.Channels;
        int last = (_window.InputWidth - 1 - ((_window.WindowWidth - 1) * _window.DilationWidth) + _window.BeforeWidth) / _window.StrideWidth;
        if (w >= 0 && width < last)
        {
            // The whole width of the window lies within the image up to there.
            taps.Repeat = Math.Min(last + 1, _window.OutputWidth) - width;
        }

        var first = (First(d, _window.DilationDepth), First(h, _window.DilationHeight), First(w, _window.DilationWidth));
        var end = (
            End(d, _window.DilationDepth, _window.WindowDepth, _window.InputDepth),
            End(h, _window.DilationHeight, _window.WindowHeight, _window.InputHeight),
            End(w, _window.DilationWidth, _window.WindowWidth, _window.InputWidth));
        if (first == taps.First && end == taps.End)
        {
            return;
        }

        (taps.First, taps.End) = (first, end);
        int count = 0;
        for (int i = first.Item1; i < end.Item1; i++)
        {
            for (int j = first.Item2; j < end.Item2; j++)
            {
                for (int k = first.Item3; k < end.Item3; k++)
                {
                    nint line = ((nint)i * _window.DilationDepth * _window.InputHeight) + (j * _window.DilationHeight);
                    taps.Taps[count] = (((i * _window.WindowHeight) + j) * _window.WindowWidth) + k;
                    taps.Offsets[count++] = ((line * _window.InputWidth) + (k * _window.DilationWidth)) * _window.Channels;
                }
            }
        }

        taps.Count = count;
    }

    private static bool Reaches(int input, int output, int window, int stride, int before)
        => window == stride && before >= 0 && (output * stride) - before >= input;

    private static bool Overlap(int window, int stride, int dilation) => ((window - 1) * dilation) + 1 > stride;

    /// <summary>The first window position at or behind the beginning of the axis.</summary>
    private static int First(int start, int dilation) => start >= 0 ? 0 : (dilation - 1 - start) / dilation;

    /// <summary>The first window position behind the end of the axis.</summary>
    private static int End(int start, int dilation, int window, int input)
        => start >= input ? 0 : Math.Min(window, ((input - 1 - start) / dilation) + 1);
}
