namespace Compiled.Kernels;

/// <summary>
/// Convolution as deep learning has it (a cross-correlation) over one to three spatial axes, channels last, finished by an epilogue.
/// </summary>
/// <remarks>
/// An implicit matrix product: positions × (window, channels) by (window, channels) × filters, whose left side is gathered patch by patch
/// while it is packed; the patches are never stored as a whole.
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
                var product = new Product<TEpilogue>(address, x, kernel, window);
                MicroKernels.Run(ref product, workers);
                return;
            }

            int channels = window.Channels / window.Groups;
            int filters = window.Filters / window.Groups;
            for (int group = 0; group < window.Groups; group++)
            {
                var columns = new ColumnsEpilogue<TEpilogue>(address, (nint)group * filters);
                var product = new Product<ColumnsEpilogue<TEpilogue>>(
                    &columns, x + ((nint)group * channels), kernel + ((nint)group * filters), window);
                MicroKernels.Run(ref product, workers);
            }
        }
    }

    private readonly struct Product<TEpilogue>(TEpilogue* epilogue, float* x, float* kernel, SlidingWindow window) : IMicroKernelWork
        where TEpilogue : unmanaged, IEpilogue
    {
        public void Run<TLane, TTile>(Workers workers)
            where TLane : struct, ILane<TLane>
            where TTile : struct, IMatrixTile
        {
            var patches = window.Patches(x);
            PartedProduct.Run<TEpilogue, TLane, TTile, PatchRows, MatrixRight>(
                epilogue,
                new PatchRows(patches, window.Batch),
                new MatrixRight(kernel, window.Filters, isTransposed: false),
                window.Batch * patches.RowsOfImage,
                window.Filters / window.Groups,
                patches.Columns,
                workers);
        }
    }
}
