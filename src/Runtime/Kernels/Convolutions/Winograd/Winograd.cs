using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Which convolutions are computed by minimal filtering, and with which filter. Sizes alone decide, for every micro-kernel alike.</summary>
internal static unsafe class Winograd
{
    // With fewer channels or filters the transforms cost more than the multiplications that they save.
    private const int LeastChannels = 16;

    // With fewer squares of outputs transforming the kernel does.
    private const int LeastSquares = 64;

    // Squares of a block: enough that the kernel's points are read for many at once, few enough that threads find blocks.
    private const int MostBlockSquares = 96, LeastBlockSquares = 24, FewBlocks = 8;

    // The sums of all parts of a kernel's gradient, in floats, for which memory is taken, and how many parts there are.
    private const int MostSums = 1 << 22, LeastParts = 2, MostParts = 8;

    // A part has at least so many blocks.
    private const int LeastBlocks = 4;

    /// <summary>
    /// The squares that are summed in registers where they are the depth, as they are for the gradient of a kernel: part of the result, as
    /// <see cref="MatrixBlocks.Depth"/> is.
    /// </summary>
    public const int GradientSquares = 64;

    /// <summary>Floats between the points of a block, so that a square's points do not lie a multiple of a page apart.</summary>
    public const int Spread = 16;

    /// <summary>Whether <see cref="MinimalFilter2x3"/> fits a convolution.</summary>
    /// <param name="patches">What its outputs read.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="columns">The number of filters.</param>
    public static bool Fits(in Patches patches, nint images, nint columns)
    {
        if (!IsPlane(patches.Depth) || !IsDense<MinimalFilter2x3>(patches.Height) || !IsDense<MinimalFilter2x3>(patches.Width) || !patches.IsContiguous
            || patches.Channels < LeastChannels || columns < LeastChannels)
        {
            return false;
        }

        // At least a third of the multiplications has to be saved.
        var tiles = new FilterTiles(MinimalFilter2x3.Outputs, images, patches.Height.Positions, patches.Width.Positions);
        double points = (double)tiles.Count * MinimalFilter2x3.Points * MinimalFilter2x3.Points;
        double taps = (double)images * patches.RowsOfImage * MinimalFilter2x3.Taps * MinimalFilter2x3.Taps;
        return tiles.Count >= LeastSquares && points * 3 <= taps * 2;
    }

    /// <summary>Computes a convolution by minimal filtering if that fits it, else as a matrix product of patches.</summary>
    public static void Run<TEpilogue, TLane, TTile, TRight>(
        TEpilogue* epilogue, in Patches patches, TRight kernel, nint images, nint columns, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
        where TRight : unmanaged, IRightSide
    {
        if (Fits(patches, images, columns))
        {
            var product = new WinogradProduct<TEpilogue, TLane, TTile, TRight, MinimalFilter2x3>(epilogue, patches, kernel, images, columns);
            product.Run(workers);
            return;
        }

        PartedProduct.Run<TEpilogue, TLane, TTile, PatchRows, TRight>(
            epilogue, new PatchRows(patches, images), kernel, images * patches.RowsOfImage, columns, patches.Columns, workers);
    }

    /// <summary>Computes the gradient of a kernel by minimal filtering, if that fits it.</summary>
    public static bool RunKernelGradient<TEpilogue, TLane, TTile>(TEpilogue* epilogue, in Patches inputs, float* gradient, nint images, int filters, Workers workers)
        where TEpilogue : unmanaged, IEpilogue
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        if (!Fits(inputs, images, filters))
        {
            return false;
        }

        var one = new PatchAxis(1, 1, 1, 1, 1, 0);
        var gradients = new Patches(
            gradient, filters, filters, one, one with { Length = inputs.Height.Positions, Positions = inputs.Height.Positions }, one with { Length = inputs.Width.Positions, Positions = inputs.Width.Positions });
        var work = new WinogradKernelGradient<TEpilogue, TLane, TTile, MinimalFilter2x3>(epilogue, inputs, gradients, images);
        if (work.Parts < LeastParts)
        {
            return false;
        }

        work.Run(workers);
        return true;
    }

    /// <summary>At most so many squares in a block of a convolution.</summary>
    public static nint BlockSquares(nint squares) => Math.Clamp(squares / FewBlocks, LeastBlockSquares, MostBlockSquares);

    /// <summary>Into how many parts the squares are cut, over which a kernel's gradient is summed.</summary>
    public static int Parts<TFilter>(nint squares, int channels, int filters)
        where TFilter : struct, IMinimalFilter
    {
        nint sums = (nint)TFilter.Points * TFilter.Points * channels * filters;
        nint parts = Math.Clamp(Math.Min(MostSums / sums, squares / (LeastBlocks * GradientSquares)), 1, MostParts);
        nint partSquares = MatrixBlocks.PartDepth(squares, (int)parts, GradientSquares);
        return (int)((squares + partSquares - 1) / partSquares);
    }

    /// <summary>Hands up to two lanes of a row to an epilogue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TEpilogue, TLane>(TEpilogue epilogue, float* values, nint row, nint column, int width)
        where TEpilogue : unmanaged, IEpilogue
        where TLane : struct, ILane<TLane>
    {
        int i = 0;
        for (; i <= width - TLane.Width; i += TLane.Width)
        {
            epilogue.Store(TLane.Load(values + i), row, column + i);
        }

        for (; i < width; i++)
        {
            epilogue.Store(Lane1.Load(values + i), row, column + i);
        }
    }

    private static bool IsPlane(PatchAxis axis) => axis is { Length: 1, Positions: 1, Taps: 1, Origin: 0 };

    private static bool IsDense<TFilter>(PatchAxis axis)
        where TFilter : struct, IMinimalFilter
        => axis.Taps == TFilter.Taps && axis is { Step: 1, TapStep: 1 };
}
