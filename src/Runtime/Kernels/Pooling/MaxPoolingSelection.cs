using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>The transpose of <see cref="MaxPoolingGradient"/>: values from the places that the largest came from.</summary>
public static unsafe class MaxPoolingSelection
{
    /// <summary>Of the values under a window, takes that at the place that <see cref="MaxPoolingGradient"/> would give the output's gradient to; zero where there is none.</summary>
    /// <param name="x">The input of the pooling.</param>
    /// <param name="y">Its output.</param>
    /// <param name="values">As many as inputs.</param>
    /// <param name="result">As many as outputs.</param>
    /// <param name="window">The geometry and the layouts, of the forward direction.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public static void Run(float* x, float* y, float* values, float* result, in SlidingWindow window, Workers workers)
    {
        var taps = new WindowTaps(window);
        var kernel = new Kernel(x, y, values, result, window.Channels);
        TapLoop.Gather(ref taps, ref kernel, window, workers);
    }

    private readonly struct Kernel(float* x, float* y, float* values, float* result, nint channels) : ITapKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint input, nint position, nint channel, in TapList taps)
            where TLane : struct, ILane<TLane>
        {
            // From the last place to the first, so that the first has the last word.
            var largest = TLane.Load(y + (position * channels) + channel);
            var selected = TLane.Broadcast(0f);
            for (int i = taps.Count - 1; i >= 0; i--)
            {
                nint at = input + taps.Offsets[i];
                var value = TLane.Load(x + at);
                var candidate = TLane.Load(values + at);
                var isNumber = TLane.Equal(value, value);
                selected = TLane.Select(isNumber, TLane.Select(TLane.Equal(value, largest), candidate, selected), candidate);
            }

            TLane.Store(result + (position * channels) + channel, selected);
        }
    }
}
