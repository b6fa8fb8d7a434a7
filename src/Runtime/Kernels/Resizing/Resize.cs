using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// Changes the size of images. Pixels are squares whose centres lie at halves, as in TensorFlow 2 and in PyTorch with align_corners off;
/// there is no smoothing when an image becomes smaller.
/// </summary>
public static unsafe class Resize
{
    /// <summary>Each output is the input whose pixel holds its centre.</summary>
    /// <param name="x">The input.</param>
    /// <param name="y">The output.</param>
    /// <param name="window">The sizes of both; there are as many filters as channels, and the window itself plays no part.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public static void Nearest(float* x, float* y, in SlidingWindow window, Workers workers)
    {
        var taps = new NearestTaps(window);
        var kernel = new Kernel(x, y, window.Channels);
        TapLoop.Gather(ref taps, ref kernel, window, workers);
    }

    /// <summary>Each output lies on the straight line between its two neighbours, axis by axis; beyond the last centre it is the last.</summary>
    /// <param name="x">The input.</param>
    /// <param name="y">The output.</param>
    /// <param name="window">The sizes of both; there are as many filters as channels, and the window itself plays no part.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public static void Bilinear(float* x, float* y, in SlidingWindow window, Workers workers)
    {
        var taps = new LinearTaps(window);
        var kernel = new Kernel(x, y, window.Channels);
        TapLoop.Gather(ref taps, ref kernel, window, workers);
    }

    private readonly struct Kernel(float* x, float* y, nint channels) : ITapKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint input, nint position, nint channel, in TapList taps)
            where TLane : struct, ILane<TLane>
        {
            var sum = TLane.Multiply(TLane.Load(x + input + taps.Offsets[0]), TLane.Broadcast(taps.Weights[0]));
            for (int i = 1; i < taps.Count; i++)
            {
                sum = TLane.MultiplyAdd(TLane.Load(x + input + taps.Offsets[i]), TLane.Broadcast(taps.Weights[i]), sum);
            }

            TLane.Store(y + (position * channels) + channel, sum);
        }
    }
}
