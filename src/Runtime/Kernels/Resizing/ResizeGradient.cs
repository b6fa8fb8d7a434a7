using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>The gradients of images that were resized.</summary>
public static unsafe class ResizeGradient
{
    /// <summary>The gradient of <see cref="Resize.Nearest"/>.</summary>
    /// <param name="gradient">The gradient of the output.</param>
    /// <param name="result">The gradient of the input.</param>
    /// <param name="window">The sizes, of the forward direction.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public static void Nearest(float* gradient, float* result, in SlidingWindow window, Workers workers)
    {
        var taps = new NearestTaps(window);
        var kernel = new Kernel(gradient, result, window.Channels);
        TapLoop.Scatter(ref taps, ref kernel, result, window, workers);
    }

    /// <summary>The gradient of <see cref="Resize.Bilinear"/>.</summary>
    /// <param name="gradient">The gradient of the output.</param>
    /// <param name="result">The gradient of the input.</param>
    /// <param name="window">The sizes, of the forward direction.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public static void Bilinear(float* gradient, float* result, in SlidingWindow window, Workers workers)
    {
        var taps = new LinearTaps(window);
        var kernel = new Kernel(gradient, result, window.Channels);
        TapLoop.Scatter(ref taps, ref kernel, result, window, workers);
    }

    private readonly struct Kernel(float* gradient, float* result, nint channels) : ITapKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint input, nint position, nint channel, in TapList taps)
            where TLane : struct, ILane<TLane>
        {
            var value = TLane.Load(gradient + (position * channels) + channel);
            for (int i = 0; i < taps.Count; i++)
            {
                float* at = result + input + taps.Offsets[i];
                TLane.Store(at, TLane.MultiplyAdd(value, TLane.Broadcast(taps.Weights[i]), TLane.Load(at)));
            }
        }
    }
}
