using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>The gradient of the mean of the values under a window.</summary>
public static unsafe class AveragePoolingGradient
{
    /// <summary>Gives each input under a window an equal share of the gradient of the window's output.</summary>
    /// <param name="gradient">The gradient of the output.</param>
    /// <param name="result">The gradient of the input.</param>
    /// <param name="window">The geometry and the layouts, of the forward direction.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public static void Run(float* gradient, float* result, in SlidingWindow window, Workers workers)
    {
        var taps = new WindowTaps(window);
        if (WindowTaps.Overlap(window))
        {
            var kernel = new Kernel<Adding>(gradient, result, window.Channels);
            TapLoop.Scatter(ref taps, ref kernel, result, window, workers);
        }
        else
        {
            var kernel = new Kernel<Storing>(gradient, result, window.Channels);
            TapLoop.Scatter(ref taps, ref kernel, result, window, workers);
        }
    }

    private readonly struct Kernel<TScatter>(float* gradient, float* result, nint channels) : ITapKernel
        where TScatter : struct, IScatter
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint input, nint position, nint channel, in TapList taps)
            where TLane : struct, ILane<TLane>
        {
            var share = TLane.Divide(TLane.Load(gradient + (position * channels) + channel), TLane.Broadcast(taps.Count));
            for (int i = 0; i < taps.Count; i++)
            {
                TScatter.Put(result + input + taps.Offsets[i], share);
            }
        }
    }
}
