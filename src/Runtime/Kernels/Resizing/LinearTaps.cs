namespace Compiled.Kernels;

/// <summary>The two neighbours of an output on each axis, each weighted by its nearness; an axis that keeps its size has one.</summary>
internal readonly unsafe struct LinearTaps(SlidingWindow window) : ITapFinder
{
    private readonly SlidingWindow _window = window;

    public int Most => 8;

    public bool ReachesAll => false;

    public void Find(ref TapList taps, int depth, int height, int width)
    {
        var d = new Neighbours(depth, _window.InputDepth, _window.OutputDepth);
        var h = new Neighbours(height, _window.InputHeight, _window.OutputHeight);
        var w = new Neighbours(width, _window.InputWidth, _window.OutputWidth);
        taps.Origin = 0;
        taps.Count = 0;
        for (int i = 0; i < d.Count; i++)
        {
            for (int j = 0; j < h.Count; j++)
            {
                for (int k = 0; k < w.Count; k++)
                {
                    nint line = ((nint)(d.First + i) * _window.InputHeight) + h.First + j;
                    taps.Offsets[taps.Count] = ((line * _window.InputWidth) + w.First + k) * _window.Channels;
                    taps.Weights[taps.Count++] = d.Weight(i) * h.Weight(j) * w.Weight(k);
                }
            }
        }
    }

    private readonly struct Neighbours
    {
        private readonly float _second;

        public Neighbours(int position, int input, int output)
        {
            // max(0, (position + ½) · input / output − ½): the centres of pixels lie at halves. In integers, for a place on a long axis
            // would leave a float no room for how far it lies between two pixels.
            (long first, long beyond) = Math.DivRem(Math.Max(0L, (((2L * position) + 1) * input) - output), 2L * output);
            First = (int)first;
            _second = First + 1 < input ? (float)(beyond / (2.0 * output)) : 0f;
            Count = _second > 0f ? 2 : 1;
        }

        public int First { get; }

        public int Count { get; }

        public float Weight(int neighbour) => neighbour == 0 ? 1f - _second : _second;
    }
}
