namespace Compiled.Kernels;

/// <summary>
/// Convolution as deep learning has it (a cross-correlation) over one to three spatial axes, channels last, finished by an epilogue.
/// </summary>
/// <remarks>
/// An implicit matrix product: positions × (window, channels) by (window, channels) × filters, whose left side is gathered patch by patch
/// while it is packed; the patches are never stored as a whole. Where <see cref="Winograd"/> finds that it takes less, minimal filtering
/// computes the same with fewer multiplications.
/// </remarks>
public static unsafe class Convolution
{
    /// <summary>
    /// Computes y(position, filter) = Σ x(position · stride + k · dilation − before, channel) · kernel(k, channel, filter) over the window
    /// positions k and the channels of the filter's group. Each y goes through the epilogue once: its row is the output's position,
    /// batch included, its column the filter.
    /// </summary>
    /// <param name="epilogue">Finishes and stores.</param>
    /// <param name="x">The input.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="window">The geometry and the layouts.</param>
    /// <param name="workers">The threads; their number does not change the result.</param>
    public static void Run<TEpilogue>(
        ref TEpilogue epilogue, float* x, float* kernel, in SlidingWindow window, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        => Run<TEpilogue, BestMicroKernel>(ref epilogue, x, kernel, window, workers);

    /// <summary>The same by a micro-kernel.</summary>
    internal static void Run<TEpilogue, TChoice>(
        ref TEpilogue epilogue, float* x, float* kernel, in SlidingWindow window, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        where TChoice : struct, IMicroKernelChoice
    {
        fixed (TEpilogue* address = &epilogue)
        {
            if (DepthwiseConvolution.Fits(window))
            {
                DepthwiseConvolution.Forward(address, x, kernel, window, workers);
                return;
            }

            if (window.Groups == 1)
            {
                var product = new Product<TEpilogue, MatrixRight>(address, x, new(kernel, window.Filters, isTransposed: false), window);
                TChoice.Run(ref product, workers);
                return;
            }

            int channels = window.Channels / window.Groups;
            int filters = window.Filters / window.Groups;
            int joined = GroupBlocks.Joined(window);
            SlidingWindow blocks = window with { Groups = window.Groups / joined };
            for (int group = 0; group < window.Groups; group += joined)
            {
                var columns = new ColumnsEpilogue<TEpilogue>(address, (nint)group * filters);
                float* from = x + ((nint)group * channels);
                float* by = kernel + ((nint)group * filters);
                if (joined == 1)
                {
                    var product = new Product<ColumnsEpilogue<TEpilogue>, MatrixRight>(&columns, from, new(by, window.Filters, isTransposed: false), window);
                    TChoice.Run(ref product, workers);
                }
                else
                {
                    var product = new Product<ColumnsEpilogue<TEpilogue>, BlockKernel>(&columns, from, new(by, window.Filters, channels, filters, joined), blocks);
                    TChoice.Run(ref product, workers);
                }
            }
        }
    }

    private readonly struct Product<TEpilogue, TRight>(TEpilogue* epilogue, float* x, TRight kernel, SlidingWindow window) : IMicroKernelWork
        where TEpilogue : unmanaged, IEpilogue
        where TRight : unmanaged, IRightSide
    {
        public void Run<TLane, TTile>(Workers workers)
            where TLane : struct, ILane<TLane>
            where TTile : struct, IMatrixTile
        {
            ConvolutionWays.Run<TEpilogue, TLane, TTile, TRight>(epilogue, window.Patches(x), kernel, window.Batch, window.Filters / window.Groups, workers);
        }
    }
}
