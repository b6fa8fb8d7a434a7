using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>What is done with the places that an output reads, for a lane of channels.</summary>
internal unsafe interface ITapKernel
{
    /// <summary>Does one output.</summary>
    /// <param name="input">Where the window begins, channel included, in floats.</param>
    /// <param name="position">The output's position, batch included.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="taps">The places.</param>
    void Run<TLane>(nint input, nint position, nint channel, in TapList taps)
        where TLane : struct, ILane<TLane>;
}

/// <summary>Goes over the outputs of pooling and resizing; lanes run along the channels.</summary>
internal static unsafe class TapLoop
{
    // Channels of one tile where kernels add into images.
    private const int ChannelBlock = 64;

    /// <summary>For kernels that write outputs: threads share the lines of the output.</summary>
    public static void Gather<TFinder, TKernel>(ref TFinder finder, ref TKernel kernel, in SlidingWindow window, Workers workers)
        where TFinder : unmanaged, ITapFinder
        where TKernel : unmanaged, ITapKernel
    {
        nint lines = window.Batch * window.OutputDepth * window.OutputHeight;
        long cost = (long)window.OutputWidth * window.Channels * Math.Min(finder.Most, 1 << 16);
        Run(finder, kernel, window, null, lines, cost, workers);
    }

    /// <summary>
    /// For kernels that add to inputs, several outputs to one: an image's block of channels belongs to one thread, which goes over the
    /// outputs in order. What is added to is set to zero first, unless each input is reached once.
    /// </summary>
    public static void Scatter<TFinder, TKernel>(
        ref TFinder finder, ref TKernel kernel, float* result, in SlidingWindow window, Workers workers)
        where TFinder : unmanaged, ITapFinder
        where TKernel : unmanaged, ITapKernel
    {
        nint tiles = window.Batch * ((window.Channels + ChannelBlock - 1) / ChannelBlock);
        long cost = (long)window.OutputDepth * window.OutputHeight * window.OutputWidth
            * Math.Min(window.Channels, ChannelBlock) * Math.Min(finder.Most, 1 << 16);
        Run(finder, kernel, window, result, tiles, cost, workers);
    }

    private static void Run<TFinder, TKernel>(
        TFinder finder, TKernel kernel, in SlidingWindow window, float* result, nint items, long cost, Workers workers)
        where TFinder : unmanaged, ITapFinder
        where TKernel : unmanaged, ITapKernel
    {
        if (items <= 0 || window.Channels <= 0)
        {
            return;
        }

        // For each worker places of eight bytes, and window positions and weights of four.
        nint length = (((nint)finder.Most * 4) + 15) & ~15;
        bool share = workers.Shares((double)items * Math.Max(cost, 1));
        float* scratch = workers.Scratch(length * (share ? workers.Count : 1));
        int itemsOfTile = (int)Math.Clamp(Tiling.TileWork / Math.Max(cost, 1), Math.Max(1, items / 4096), items);
        var work = new Work<TFinder, TKernel>(finder, kernel, window, result, items, itemsOfTile, scratch, length);
        if (share)
        {
            workers.Run(ref work, checked((int)((items + itemsOfTile - 1) / itemsOfTile)));
        }
        else
        {
            work.Run(0, items, 0);
        }

        GC.KeepAlive(workers);
    }

    private readonly struct Work<TFinder, TKernel>(
        TFinder finder,
        TKernel kernel,
        SlidingWindow window,
        float* result,
        nint items,
        int itemsOfTile,
        float* scratch,
        nint length) : ITiledWork
        where TFinder : unmanaged, ITapFinder
        where TKernel : unmanaged, ITapKernel
    {
        private readonly TFinder _finder = finder;
        private readonly TKernel _kernel = kernel;
        private readonly SlidingWindow _window = window;

        private nint ImageLength => (nint)_window.InputDepth * _window.InputHeight * _window.InputWidth * _window.Channels;

        public void RunTile(int tile, int worker)
        {
            nint first = (nint)tile * itemsOfTile;
            Run(first, Math.Min(items, first + itemsOfTile), worker);
        }

        public void Run(nint first, nint end, int worker)
        {
            float* memory = scratch + (worker * length);
            var taps = new TapList((nint*)memory, (int*)memory + (2 * _finder.Most), memory + (3 * _finder.Most));
            for (nint item = first; item < end; item++)
            {
                if (result == null)
                {
                    (nint plane, nint height) = Math.DivRem(item, _window.OutputHeight);
                    (nint image, nint depth) = Math.DivRem(plane, _window.OutputDepth);
                    RunLine(ref taps, image, (int)depth, (int)height, 0, _window.Channels);
                }
                else
                {
                    nint blocks = (_window.Channels + ChannelBlock - 1) / ChannelBlock;
                    (nint image, nint block) = Math.DivRem(item, blocks);
                    nint channel = block * ChannelBlock;
                    RunImage(ref taps, image, channel, Math.Min(_window.Channels, channel + ChannelBlock));
                }
            }
        }

        private void RunImage(ref TapList taps, nint image, nint firstChannel, nint endChannel)
        {
            float* at = result + (image * ImageLength);
            if (!_finder.ReachesAll && endChannel - firstChannel == _window.Channels)
            {
                Movement.Fill(at, ImageLength, 0f);
            }
            else if (!_finder.ReachesAll)
            {
                for (float* end = at + ImageLength; at < end; at += _window.Channels)
                {
                    Movement.Fill(at + firstChannel, endChannel - firstChannel, 0f);
                }
            }

            for (int depth = 0; depth < _window.OutputDepth; depth++)
            {
                for (int height = 0; height < _window.OutputHeight; height++)
                {
                    RunLine(ref taps, image, depth, height, firstChannel, endChannel);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void RunLine(ref TapList taps, nint image, int depth, int height, nint firstChannel, nint endChannel)
        {
            nint position = ((((image * _window.OutputDepth) + depth) * _window.OutputHeight) + height) * _window.OutputWidth;
            for (int width = 0; width < _window.OutputWidth;)
            {
                taps.Repeat = 1;
                _finder.Find(ref taps, depth, height, width);
                width += taps.Repeat;
                nint input = (image * ImageLength) + taps.Origin;
                for (int end = taps.Repeat; end > 0; end--)
                {
                    RunPosition(taps, input, position, firstChannel, endChannel);
                    input += taps.Step;
                    position++;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void RunPosition(in TapList taps, nint input, nint position, nint channel, nint endChannel)
        {
            if (Lane512.IsSupported)
            {
                for (; channel <= endChannel - Lane512.Width; channel += Lane512.Width)
                {
                    _kernel.Run<Lane512>(input + channel, position, channel, taps);
                }
            }

            if (Lane256.IsSupported)
            {
                for (; channel <= endChannel - Lane256.Width; channel += Lane256.Width)
                {
                    _kernel.Run<Lane256>(input + channel, position, channel, taps);
                }
            }

            for (; channel <= endChannel - Lane128.Width; channel += Lane128.Width)
            {
                _kernel.Run<Lane128>(input + channel, position, channel, taps);
            }

            for (; channel < endChannel; channel++)
            {
                _kernel.Run<Lane1>(input + channel, position, channel, taps);
            }
        }
    }
}
