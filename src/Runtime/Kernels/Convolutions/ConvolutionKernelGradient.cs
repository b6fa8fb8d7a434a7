namespace Compiled.Kernels;

/// <summary>The gradient of a convolution's kernel, finished by an epilogue.</summary>
/// <remarks>
/// An implicit matrix product, (window, channels) × positions by positions × filters, whose left side is read where the input lies or
/// gathered. Its depth is all positions of the batch, cut into parts that the sizes alone decide, so that threads share a small kernel. Or
/// minimal filtering: see <see cref="Winograd"/>.
/// </remarks>
public static unsafe class ConvolutionKernelGradient
{
    /// <summary>
    /// Computes the gradient of each element of the kernel: Σ x(position · stride + k · dilation − before, channel) · gradient(position,
    /// filter) over all positions, batch included. Each goes through the epilogue once: its row is (window position, channel within the
    /// group), its column the filter.
    /// </summary>
    /// <param name="epilogue">Finishes and stores.</param>
    /// <param name="x">The input.</param>
    /// <param name="gradient">The gradient of the output.</param>
    /// <param name="window">The geometry and the layouts, of the forward direction.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public static void Run<TEpilogue>(
        ref TEpilogue epilogue, float* x, float* gradient, in SlidingWindow window, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        => Run<TEpilogue, BestMicroKernel>(ref epilogue, x, gradient, window, workers);

    /// <summary>The same by a micro-kernel.</summary>
    internal static void Run<TEpilogue, TChoice>(
        ref TEpilogue epilogue, float* x, float* gradient, in SlidingWindow window, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        where TChoice : struct, IMicroKernelChoice
    {
        fixed (TEpilogue* address = &epilogue)
        {
            if (DepthwiseConvolution.Fits(window))
            {
                DepthwiseKernelGradient.Run(address, x, gradient, window, workers);
                return;
            }

            int channels = window.Channels / window.Groups;
            int filters = window.Filters / window.Groups;
            int joined = GroupBlocks.Joined(window);
            SlidingWindow blocks = window with { Groups = window.Groups / joined };
            for (int group = 0; group < window.Groups; group += joined)
            {
                float* from = x + ((nint)group * channels);
                float* by = gradient + ((nint)group * filters);
                if (joined == 1)
                {
                    var columns = new ColumnsEpilogue<TEpilogue>(address, (nint)group * filters);
                    var product = new Product<ColumnsEpilogue<TEpilogue>>(&columns, from, by, window);
                    TChoice.Run(ref product, workers);
                }
                else
                {
                    var elements = new BlockEpilogue<TEpilogue>(address, (nint)group * filters, channels, filters, joined);
                    var product = new Product<BlockEpilogue<TEpilogue>>(&elements, from, by, blocks);
                    TChoice.Run(ref product, workers);
                }
            }
        }
    }

    private readonly struct Product<TEpilogue>(TEpilogue* epilogue, float* x, float* gradient, SlidingWindow window) : IMicroKernelWork
        where TEpilogue : unmanaged, IEpilogue
    {
        public void Run<TLane, TTile>(Workers workers)
            where TLane : struct, ILane<TLane>
            where TTile : struct, IMatrixTile
        {
            ConvolutionWays.RunKernelGradient<TEpilogue, TLane, TTile>(
                epilogue, window.Patches(x), gradient, window.Batch, window.Filters / window.Groups, window.Filters, workers);
        }
    }
}
