namespace Compiled.Kernels;

/// <summary>
/// The outputs that read an input under a sliding window, each with the window position that joins them. Here inputs play the part of a
/// finder's outputs, and the other way round.
/// </summary>
internal readonly unsafe struct GradientTaps(SlidingWindow window) : ITapFinder
{
    private readonly SlidingWindow _window = window;

    public int Most => checked(_window.WindowDepth * _window.WindowHeight * _window.WindowWidth);

    public bool ReachesAll => false;

    public void Find(ref TapList taps, int depth, int height, int width)
    {
        var d = new Readers(depth + _window.BeforeDepth, _window.OutputDepth, _window.WindowDepth, _window.StrideDepth, _window.DilationDepth);
        var h = new Readers(height + _window.BeforeHeight, _window.OutputHeight, _window.WindowHeight, _window.StrideHeight, _window.DilationHeight);
        var w = new Readers(width + _window.BeforeWidth, _window.OutputWidth, _window.WindowWidth, _window.StrideWidth, _window.DilationWidth);
        taps.Origin = (((((nint)d.Output * _window.OutputHeight) + h.Output) * _window.OutputWidth) + w.Output) * _window.Filters;
        taps.Step = _window.Filters;
        int reach = (_window.WindowWidth - 1) * _window.DilationWidth;
        int last = _window.OutputWidth - 1 - _window.BeforeWidth;
        if (_window.StrideWidth == 1 && width + _window.BeforeWidth >= reach && width < last)
        {
            // Every window position joins these inputs with outputs.
            taps.Repeat = Math.Min(last + 1, _window.InputWidth) - width;
        }

        var first = (d.First, h.First, w.First);
        var end = (d.End, h.End, w.End);
        if (first == taps.First && end == taps.End)
        {
            return;
        }

        (taps.First, taps.End) = (first, end);
        int count = 0;
        for (int i = d.First; i < d.End; i += d.Step)
        {
            for (int j = h.First; j < h.End; j += h.Step)
            {
                for (int k = w.First; k < w.End; k += w.Step)
                {
                    taps.Taps[count] = (((i * _window.WindowHeight) + j) * _window.WindowWidth) + k;
                    nint line = ((nint)d.Back(i) * _window.OutputHeight) + h.Back(j);
                    taps.Offsets[count++] = -((line * _window.OutputWidth) + w.Back(k)) * _window.Filters;
                }
            }
        }

        taps.Count = count;
    }

    /// <summary>Along one axis, the window positions that join an input with outputs, and the output of the first of them.</summary>
    private readonly struct Readers
    {
        private readonly int _stride;
        private readonly int _dilation;

        public Readers(int at, int output, int window, int stride, int dilation)
        {
            _stride = stride;
            _dilation = dilation;
            for (int k = 0; k < window; k++)
            {
                int reach = at - (k * dilation);
                if (reach < 0)
                {
                    break;
                }

                if (reach % stride != 0 || reach / stride >= output)
                {
                    continue;
                }

                if (End == 0)
                {
                    First = k;
                    Output = reach / stride;
                }
                else if (Step == 0)
                {
                    Step = k - First;
                }

                End = k + 1;
            }

            Step = Math.Max(Step, 1);
        }

        public int First { get; }

        public int End { get; }

        public int Step { get; }

        public int Output { get; }

        /// <summary>How many outputs before the first one that of window position k lies.</summary>
        public int Back(int k) => (k - First) * _dilation / _stride;
    }
}
