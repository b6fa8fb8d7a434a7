using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// Convolutions whose groups have one channel and one filter each: direct, as there is nothing to share between channels; lanes run along them.
/// </summary>
internal static unsafe class DepthwiseConvolution
{
    public static bool Fits(in SlidingWindow window) => window.Groups == window.Channels && window.Groups == window.Filters && window.Groups > 1;

    public static void Forward<TEpilogue>(TEpilogue* epilogue, float* x, float* kernel, in SlidingWindow window, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
    {
        var taps = new WindowTaps(window);
        var sums = new Kernel<TEpilogue>(epilogue, x, kernel, window.Channels);
        TapLoop.Gather(ref taps, ref sums, window, workers);
    }

    public static void InputGradient<TEpilogue>(TEpilogue* epilogue, float* gradient, float* kernel, in SlidingWindow window, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
    {
        var taps = new GradientTaps(window);
        var sums = new Kernel<TEpilogue>(epilogue, gradient, kernel, window.Channels);
        var turned = new SlidingWindow
        {
            Batch = window.Batch,
            InputDepth = window.OutputDepth,
            InputHeight = window.OutputHeight,
            InputWidth = window.OutputWidth,
            Channels = window.Channels,
            OutputDepth = window.InputDepth,
            OutputHeight = window.InputHeight,
            OutputWidth = window.InputWidth,
            Filters = window.Channels,
        };
        TapLoop.Gather(ref taps, ref sums, turned, workers);
    }

    private readonly struct Kernel<TEpilogue>(TEpilogue* epilogue, float* source, float* kernel, nint channels) : ITapKernel
        where TEpilogue : unmanaged, IEpilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLane>(nint input, nint position, nint channel, in TapList taps)
            where TLane : struct, ILane<TLane>
        {
            var sum = TLane.Broadcast(0f);
            for (int i = 0; i < taps.Count; i++)
            {
                var factor = TLane.Load(kernel + (taps.Taps[i] * channels) + channel);
                sum = TLane.MultiplyAdd(TLane.Load(source + input + taps.Offsets[i]), factor, sum);
            }

            epilogue->Store(sum, position, channel);
        }
    }
}
