using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>The largest value under a window, for each channel.</summary>
public static unsafe class MaxPooling
{
    /// <summary>
    /// Computes the largest of the inputs under the window; not a number where one of them is not, −∞ where the window lies outside of the input.
    /// </summary>
    /// <param name="x">The input.</param>
    /// <param name="y">The output.</param>
    /// <param name="window">The geometry and the layouts.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public static void Run(float* x, float* y, in SlidingWindow window, Workers workers)
    {
        var taps = new WindowTaps(window);
        var kernel = new Kernel(x, y, window.Channels);
        TapLoop.Gather(ref taps, ref kernel, window, workers);
    }

    private readonly struct Kernel(float* x, float* y, nint channels) : ITapKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint input, nint position, nint channel, in TapList taps)
            where TLane : struct, ILane<TLane>
        {
            var largest = TLane.Broadcast(float.NegativeInfinity);
            for (int i = 0; i < taps.Count; i++)
            {
                largest = TLane.Maximum(largest, TLane.Load(x + input + taps.Offsets[i]));
            }

            TLane.Store(y + (position * channels) + channel, largest);
        }
    }
}
