namespace Compiled.Kernels;

/// <summary>The two ways of computing a convolution: as a matrix product of patches, or by minimal filtering where <see cref="Winograd"/> finds that it takes less.</summary>
internal static unsafe class ConvolutionWays
{
    /// <summary>Computes a convolution by minimal filtering if that fits it, else as a matrix product of patches.</summary>
    public static void Run<TEpilogue, TLane, TTile, TRight>(
        TEpilogue* epilogue, in Patches patches, TRight kernel, nint images, nint columns, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
        where TRight : unmanaged, IRightSide
    {
        switch (Winograd.Way(patches, images, columns))
        {
            case ConvolutionWay.Filter2x3:
                new WinogradProduct<TEpilogue, TLane, TTile, TRight, MinimalFilter2x3>(epilogue, patches, kernel, images, columns).Run(workers);
                break;
            case ConvolutionWay.Filter4x3:
                new WinogradProduct<TEpilogue, TLane, TTile, TRight, MinimalFilter4x3>(epilogue, patches, kernel, images, columns).Run(workers);
                break;
            case ConvolutionWay.Filter2x5:
                new WinogradProduct<TEpilogue, TLane, TTile, TRight, MinimalFilter2x5>(epilogue, patches, kernel, images, columns).Run(workers);
                break;
            default:
                PartedProduct.Run<TEpilogue, TLane, TTile, PatchRows, TRight>(
                    epilogue, new PatchRows(patches, images), kernel, images * patches.RowsOfImage, columns, patches.Columns, workers);
                break;
        }
    }

    /// <summary>Computes the gradient of a kernel by minimal filtering if that fits it, else as a matrix product of patches.</summary>
    public static void RunKernelGradient<TEpilogue, TLane, TTile>(
        TEpilogue* epilogue, in Patches inputs, float* gradient, nint images, int filters, int gradientStride, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        switch (Winograd.KernelGradientWay(inputs, images, filters))
        {
            case ConvolutionWay.Filter2x3:
                RunKernelGradient<TEpilogue, TLane, TTile, MinimalFilter2x3>(epilogue, inputs, gradient, images, filters, workers);
                break;
            case ConvolutionWay.Filter4x3:
                RunKernelGradient<TEpilogue, TLane, TTile, MinimalFilter4x3>(epilogue, inputs, gradient, images, filters, workers);
                break;
            case ConvolutionWay.Filter2x5:
                RunKernelGradient<TEpilogue, TLane, TTile, MinimalFilter2x5>(epilogue, inputs, gradient, images, filters, workers);
                break;
            default:
                PartedProduct.Run<TEpilogue, TLane, TTile, PatchColumns, MatrixRight>(
                    epilogue,
                    new PatchColumns(inputs, images, filters),
                    new MatrixRight(gradient, gradientStride, isTransposed: false),
                    inputs.Columns,
                    filters,
                    images * inputs.RowsOfImage,
                    workers);
                break;
        }
    }

    // A filter takes convolutions of one group: its gradients lie one position after the other.
    private static void RunKernelGradient<TEpilogue, TLane, TTile, TFilter>(
        TEpilogue* epilogue, in Patches inputs, float* gradient, nint images, int filters, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
        where TFilter : struct, IMinimalFilter
    {
        var one = new PatchAxis(1, 1, 1, 1, 1, 0);
        int height = inputs.Height.Positions, width = inputs.Width.Positions;
        var gradients = new Patches(
            gradient, filters, filters, one, one with { Length = height, Positions = height }, one with { Length = width, Positions = width });
        int parts = Winograd.Parts<TFilter>(inputs, images, filters);
        new WinogradKernelGradient<TEpilogue, TLane, TTile, TFilter>(epilogue, inputs, gradients, images, parts).Run(workers);
    }
}
