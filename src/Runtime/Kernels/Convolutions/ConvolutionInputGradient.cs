namespace Compiled.Kernels;

/// <summary>The gradient of a convolution's input, which is also the transposed convolution, finished by an epilogue.</summary>
/// <remarks>
/// Inputs that lie alike below the strides meet the same window positions; so for each of these phases it is a convolution of stride one
/// over the output's gradient with a part of the kernel, turned round; minimal filtering computes it where that takes less
/// (<see cref="Winograd"/>).
/// </remarks>
public static unsafe class ConvolutionInputGradient
{
    /// <summary>
    /// Computes the gradient of each input: Σ gradient(position, filter) · kernel(k, channel, filter) over all positions, window positions k
    /// and filters that read it, zero where none does. Each goes through the epilogue once: its row is the input's position, batch included,
    /// its column the channel.
    /// </summary>
    /// <param name="epilogue">Finishes and stores.</param>
    /// <param name="gradient">The gradient of the output.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="window">The geometry and the layouts, of the forward direction.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public static void Run<TEpilogue>(
        ref TEpilogue epilogue, float* gradient, float* kernel, in SlidingWindow window, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        => Run<TEpilogue, BestMicroKernel>(ref epilogue, gradient, kernel, window, workers);

    /// <summary>The same by a micro-kernel.</summary>
    internal static void Run<TEpilogue, TChoice>(
        ref TEpilogue epilogue, float* gradient, float* kernel, in SlidingWindow window, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        where TChoice : struct, IMicroKernelChoice
    {
        fixed (TEpilogue* address = &epilogue)
        {
            if (DepthwiseConvolution.Fits(window))
            {
                DepthwiseConvolution.InputGradient(address, gradient, kernel, window, workers);
                return;
            }

            int channels = window.Channels / window.Groups;
            int filters = window.Filters / window.Groups;
            int joined = GroupBlocks.Joined(window);
            SlidingWindow blocks = window with { Groups = window.Groups / joined };
            for (int group = 0; group < window.Groups; group += joined)
            {
                float* groupGradient = gradient + ((nint)group * filters);
                float* groupKernel = kernel + ((nint)group * filters);
                RunGroup<TEpilogue, TChoice>(address, groupGradient, groupKernel, blocks, joined, (nint)group * channels, workers);
            }
        }
    }

    private static void RunGroup<TEpilogue, TChoice>(
        TEpilogue* epilogue, float* gradient, float* kernel, in SlidingWindow window, int joined, nint firstColumn, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        where TChoice : struct, IMicroKernelChoice
    {
        for (int d = 0; d < Math.Min(window.StrideDepth, window.InputDepth); d++)
        {
            for (int h = 0; h < Math.Min(window.StrideHeight, window.InputHeight); h++)
            {
                for (int w = 0; w < Math.Min(window.StrideWidth, window.InputWidth); w++)
                {
                    RunPhase<TEpilogue, TChoice>(epilogue, gradient, kernel, window, joined, window.PhaseDepth(d), window.PhaseHeight(h), window.PhaseWidth(w), firstColumn, workers);
                }
            }
        }
    }

    private static void RunPhase<TEpilogue, TChoice>(
        TEpilogue* epilogue,
        float* gradient,
        float* kernel,
        in SlidingWindow window,
        int joined,
        InputPhase depth,
        InputPhase height,
        InputPhase width,
        nint firstColumn,
        Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        where TChoice : struct, IMicroKernelChoice
    {
        if (window.StrideDepth == 1 && window.StrideHeight == 1 && window.StrideWidth == 1)
        {
            // Rows are rows.
            var columns = new ColumnsEpilogue<TEpilogue>(epilogue, firstColumn);
            var product = new Product<ColumnsEpilogue<TEpilogue>>(&columns, gradient, kernel, window, joined, depth, height, width);
            TChoice.Run(ref product, workers);
        }
        else
        {
            var rows = new PhaseEpilogue<TEpilogue>(epilogue, window, depth, height, width, firstColumn);
            var product = new Product<PhaseEpilogue<TEpilogue>>(&rows, gradient, kernel, window, joined, depth, height, width);
            TChoice.Run(ref product, workers);
        }
    }

    private readonly struct Product<TEpilogue>(
        TEpilogue* epilogue,
        float* gradient,
        float* kernel,
        SlidingWindow window,
        int joined,
        InputPhase depth,
        InputPhase height,
        InputPhase width) : IMicroKernelWork
        where TEpilogue : unmanaged, IEpilogue
    {
        public void Run<TLane, TTile>(Workers workers)
            where TLane : struct, ILane<TLane>
            where TTile : struct, IMatrixTile
        {
            var patches = new Patches(
                gradient, window.Filters, window.Filters / window.Groups, depth.Patches, height.Patches, width.Patches);
            ConvolutionWays.Run<TEpilogue, TLane, TTile, FlippedKernel>(
                epilogue,
                patches,
                new FlippedKernel(kernel, window, joined, depth, height, width),
                window.Batch,
                window.Channels / window.Groups,
                workers);
        }
    }
}
