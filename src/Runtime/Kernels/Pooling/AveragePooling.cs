using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>The mean of the values under a window, for each channel; what lies outside of the input is not counted.</summary>
public static unsafe class AveragePooling
{
    /// <summary>Computes the mean of the inputs under the window; not a number where the window lies outside of the input.</summary>
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
            var sum = TLane.Broadcast(0f);
            for (int i = 0; i < taps.Count; i++)
            {
                sum = TLane.Add(sum, TLane.Load(x + input + taps.Offsets[i]));
            }

            TLane.Store(y + (position * channels) + channel, TLane.Divide(sum, TLane.Broadcast(taps.Count)));
        }
    }
}
