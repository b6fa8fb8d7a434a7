using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// The gradient of a depthwise kernel: for each window position and channel a sum over all outputs. Lines of the output are cut into parts
/// by their number alone; each part has sums of its own, which are added in order.
/// </summary>
internal static unsafe class DepthwiseKernelGradient
{
    private const int MostParts = 32;

    // The fewest lines of a part: its sums are written once for many that are added.
    private const int LeastLines = 8;

    public static void Run<TEpilogue>(TEpilogue* epilogue, float* x, float* gradient, in SlidingWindow window, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
    {
        nint lines = window.Batch * window.OutputDepth * window.OutputHeight;
        int parts = (int)Math.Clamp(lines / LeastLines, 1, MostParts);
        nint taps = (nint)window.WindowDepth * window.WindowHeight * window.WindowWidth;
        float* sums = workers.Scratch(parts * taps * window.Channels);
        var work = new Work(x, gradient, window, sums, lines, parts);
        if (workers.Shares((double)lines * window.OutputWidth * window.Channels * taps))
        {
            workers.Run(ref work, parts);
        }
        else
        {
            for (int part = 0; part < parts; part++)
            {
                work.RunTile(part, 0);
            }
        }

        if (Lane256.IsSupported)
        {
            new PartSums<TEpilogue, Lane256>(epilogue, sums, taps, window.Channels, parts).Run(workers);
        }
        else
        {
            new PartSums<TEpilogue, Lane128>(epilogue, sums, taps, window.Channels, parts).Run(workers);
        }

        GC.KeepAlive(workers);
    }

    private readonly struct Work(float* x, float* gradient, SlidingWindow window, float* sums, nint lines, int parts) : ITiledWork
    {
        private readonly SlidingWindow _window = window;

        public void RunTile(int tile, int worker)
        {
            nint taps = (nint)_window.WindowDepth * _window.WindowHeight * _window.WindowWidth;
            float* result = sums + (tile * taps * _window.Channels);
            Movement.Fill(result, taps * _window.Channels, 0f);
            for (nint line = lines * tile / parts; line < lines * (tile + 1) / parts; line++)
            {
                AddLine(line, result);
            }
        }

        private void AddLine(nint line, float* result)
        {
            (nint plane, nint height) = Math.DivRem(line, _window.OutputHeight);
            (nint image, nint depth) = Math.DivRem(plane, _window.OutputDepth);
            float* lineGradient = gradient + (line * _window.OutputWidth * _window.Channels);
            for (int i = 0; i < _window.WindowDepth; i++)
            {
                nint atDepth = (depth * _window.StrideDepth) + (i * _window.DilationDepth) - _window.BeforeDepth;
                for (int j = 0; j < _window.WindowHeight; j++)
                {
                    nint atHeight = (height * _window.StrideHeight) + (j * _window.DilationHeight) - _window.BeforeHeight;
                    bool isInside = (nuint)atDepth < (nuint)_window.InputDepth && (nuint)atHeight < (nuint)_window.InputHeight;
                    for (int k = 0; k < _window.WindowWidth; k++, result += _window.Channels)
                    {
                        if (isInside)
                        {
                            nint at = ((image * _window.InputDepth) + atDepth) * _window.InputHeight;
                            AddTap(x + ((at + atHeight) * _window.InputWidth * _window.Channels), lineGradient, k, result);
                        }
                    }
                }
            }
        }

        /// <summary>Adds, for one window position, the products of a line of the input and a line of the gradient.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void AddTap(float* line, float* lineGradient, int tap, float* result)
        {
            // The outputs whose input lies within the line.
            int start = (tap * _window.DilationWidth) - _window.BeforeWidth;
            int first = start >= 0 ? 0 : (_window.StrideWidth - 1 - start) / _window.StrideWidth;
            int end = start >= _window.InputWidth
                ? 0
                : Math.Min(_window.OutputWidth, ((_window.InputWidth - 1 - start) / _window.StrideWidth) + 1);
            if (first >= end)
            {
                return;
            }

            float* from = line + (((first * (nint)_window.StrideWidth) + start) * _window.Channels);
            float* by = lineGradient + (first * (nint)_window.Channels);
            int count = end - first;
            nint channel = 0;
            if (Lane256.IsSupported)
            {
                for (; channel <= _window.Channels - (4 * Lane256.Width); channel += 4 * Lane256.Width)
                {
                    AddFour<Lane256>(from + channel, by + channel, count, result + channel);
                }

                for (; channel <= _window.Channels - Lane256.Width; channel += Lane256.Width)
                {
                    AddOne<Lane256>(from + channel, by + channel, count, result + channel);
                }
            }

            for (; channel <= _window.Channels - Lane128.Width; channel += Lane128.Width)
            {
                AddOne<Lane128>(from + channel, by + channel, count, result + channel);
            }

            for (; channel < _window.Channels; channel++)
            {
                AddOne<Lane1>(from + channel, by + channel, count, result + channel);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void AddFour<TLane>(float* from, float* by, int count, float* result)
            where TLane : struct, ILane<TLane>
        {
            nint step = (nint)_window.StrideWidth * _window.Channels;
            nint width = TLane.Width;
            var a = TLane.Load(result);
            var b = TLane.Load(result + width);
            var c = TLane.Load(result + (2 * width));
            var d = TLane.Load(result + (3 * width));
            for (; count > 0; count--)
            {
                TLane.AddProduct(ref a, TLane.Load(from), TLane.Load(by));
                TLane.AddProduct(ref b, TLane.Load(from + width), TLane.Load(by + width));
                TLane.AddProduct(ref c, TLane.Load(from + (2 * width)), TLane.Load(by + (2 * width)));
                TLane.AddProduct(ref d, TLane.Load(from + (3 * width)), TLane.Load(by + (3 * width)));
                from += step;
                by += _window.Channels;
            }

            TLane.Store(result, a);
            TLane.Store(result + width, b);
            TLane.Store(result + (2 * width), c);
            TLane.Store(result + (3 * width), d);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void AddOne<TLane>(float* from, float* by, int count, float* result)
            where TLane : struct, ILane<TLane>
        {
            nint step = (nint)_window.StrideWidth * _window.Channels;
            var sum = TLane.Load(result);
            for (; count > 0; count--)
            {
                TLane.AddProduct(ref sum, TLane.Load(from), TLane.Load(by));
                from += step;
                by += _window.Channels;
            }

            TLane.Store(result, sum);
        }
    }
}
