namespace Compiled.Kernels;

/// <summary>The input whose pixel holds the centre of the output's.</summary>
internal readonly unsafe struct NearestTaps(SlidingWindow window) : ITapFinder
{
    private readonly SlidingWindow _window = window;

    public int Most => 1;

    public bool ReachesAll => false;

    public void Find(ref TapList taps, int depth, int height, int width)
    {
        nint at = Nearest(depth, _window.InputDepth, _window.OutputDepth);
        at = (at * _window.InputHeight) + Nearest(height, _window.InputHeight, _window.OutputHeight);
        at = (at * _window.InputWidth) + Nearest(width, _window.InputWidth, _window.OutputWidth);
        taps.Origin = 0;
        taps.Count = 1;
        taps.Offsets[0] = at * _window.Channels;
        taps.Weights[0] = 1f;
    }

    // floor((position + ½) · input / output), in integers.
    private static int Nearest(int position, int input, int output) => (int)(((2L * position) + 1) * input / (2L * output));
}
