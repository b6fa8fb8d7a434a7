using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>The gradient of the largest value under a window.</summary>
public static unsafe class MaxPoolingGradient
{
    /// <summary>
    /// Adds the gradient of each output to the first input under the window that equals it, or to the first that is not a number where
    /// the output is none; the other inputs get nothing.
    /// </summary>
    /// <param name="x">The input of the pooling.</param>
    /// <param name="y">Its output.</param>
    /// <param name="gradient">The gradient of the output.</param>
    /// <param name="result">The gradient of the input.</param>
    /// <param name="window">The geometry and the layouts, of the forward direction.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public static void Run(float* x, float* y, float* gradient, float* result, in SlidingWindow window, Workers workers)
    {
        var taps = new WindowTaps(window);
        if (WindowTaps.Overlap(window))
        {
            var kernel = new Kernel<Adding>(x, y, gradient, result, window.Channels);
            TapLoop.Scatter(ref taps, ref kernel, result, window, workers);
        }
        else
        {
            var kernel = new Kernel<Storing>(x, y, gradient, result, window.Channels);
            TapLoop.Scatter(ref taps, ref kernel, result, window, workers);
        }
    }

    private readonly struct Kernel<TScatter>(float* x, float* y, float* gradient, float* result, nint channels) : ITapKernel
        where TScatter : struct, IScatter
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint input, nint position, nint channel, in TapList taps)
            where TLane : struct, ILane<TLane>
        {
            // What is still to be given; nothing once it is.
            var rest = TLane.Load(gradient + (position * channels) + channel);
            var largest = TLane.Load(y + (position * channels) + channel);
            var zero = TLane.Broadcast(0f);
            for (int i = 0; i < taps.Count; i++)
            {
                nint at = input + taps.Offsets[i];
                var value = TLane.Load(x + at);
                var isLargest = TLane.Equal(value, largest);
                var isNumber = TLane.Equal(value, value);
                var given = TLane.Select(isNumber, TLane.Select(isLargest, rest, zero), rest);
                rest = TLane.Select(isNumber, TLane.Select(isLargest, zero, rest), zero);
                TScatter.Put(result + at, given);
            }
        }
    }
}
