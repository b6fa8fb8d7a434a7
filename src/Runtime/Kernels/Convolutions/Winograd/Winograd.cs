using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Which convolutions are computed by minimal filtering, and with which filter. Sizes alone decide, for every micro-kernel alike.</summary>
internal static unsafe class Winograd
{
    // What transforms cost, in multiplications of the products: of inputs and outputs for each point and channel, of the kernel for each of its
    // points; and what a multiplication among patches costs, whose rows are cut by the lines of the image.
    private const double TransformCost = 24, KernelCost = 32, PatchCost = 1.4;

    // Squares of a block: enough that the kernel's points are read for many at once, few enough that threads find blocks.
    private const int MostBlockSquares = 48, LeastBlockSquares = 24, FewBlocks = 8;

    // The sums of all parts of a kernel's gradient, in floats, and how many parts there are.
    private const int MostSums = 1 << 23, LeastParts = 2, MostParts = 8;

    // A part has at least so many blocks.
    private const int LeastBlocks = 8;

    /// <summary>The part of a transformed kernel, or of the sums for its gradient, that is held at once, in floats; larger ones are cut. Tests make it small.</summary>
    public static int SlabLength { get; set; } = 1 << 21;

    /// <summary>
    /// The squares that are summed in registers where they are the depth, as they are for the gradient of a kernel: part of the result, as
    /// <see cref="MatrixBlocks.Depth"/> is.
    /// </summary>
    public const int GradientSquares = 32;

    /// <summary>Floats between the points of a block, so that a square's points do not lie a multiple of a page apart.</summary>
    public const int Spread = 16;

    /// <summary>The way that computes a convolution at the least cost.</summary>
    /// <param name="patches">What its outputs read.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="columns">The number of filters.</param>
    public static ConvolutionWay Way(in Patches patches, nint images, nint columns)
    {
        if (!IsPlane(patches.Depth) || !IsDense(patches.Height) || !IsDense(patches.Width) || !patches.IsContiguous)
        {
            return ConvolutionWay.Patches;
        }

        ConvolutionWay best = ConvolutionWay.Patches;
        double cost = PatchesCost(patches, images, columns);
        Choose<MinimalFilter2x3>(ConvolutionWay.Filter2x3, patches, images, columns, ref best, ref cost);
        Choose<MinimalFilter4x3>(ConvolutionWay.Filter4x3, patches, images, columns, ref best, ref cost);
        Choose<MinimalFilter2x5>(ConvolutionWay.Filter2x5, patches, images, columns, ref best, ref cost);
        return best;
    }

    /// <summary>The way that computes the gradient of a kernel: the convolution's, where there are parts enough and their sums are not too many.</summary>
    public static ConvolutionWay KernelGradientWay(in Patches inputs, nint images, int filters)
    {
        ConvolutionWay way = Way(inputs, images, filters);

        // Fewer points have smaller sums, and more squares.
        if (way == ConvolutionWay.Filter4x3 && Parts<MinimalFilter4x3>(inputs, images, filters) < LeastParts
            && Cost<MinimalFilter2x3>(inputs, images, filters) < PatchesCost(inputs, images, filters))
        {
            way = ConvolutionWay.Filter2x3;
        }

        int parts = way switch
        {
            ConvolutionWay.Filter2x3 => Parts<MinimalFilter2x3>(inputs, images, filters),
            ConvolutionWay.Filter4x3 => Parts<MinimalFilter4x3>(inputs, images, filters),
            ConvolutionWay.Filter2x5 => Parts<MinimalFilter2x5>(inputs, images, filters),
            _ => 0,
        };
        return parts < LeastParts ? ConvolutionWay.Patches : way;
    }

    /// <summary>At most so many squares in a block of a convolution.</summary>
    public static nint BlockSquares(nint squares) => Math.Clamp(squares / FewBlocks, LeastBlockSquares, MostBlockSquares);

    /// <summary>Into how many parts the squares are cut, over which a kernel's gradient is summed.</summary>
    public static int Parts<TFilter>(in Patches inputs, nint images, int filters)
        where TFilter : struct, IMinimalFilter
    {
        nint squares = Squares<TFilter>(inputs, images).Count;
        nint sums = (nint)TFilter.SquarePoints * inputs.Channels * filters;
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

    private static bool IsDense(PatchAxis axis) => axis is { Step: 1, TapStep: 1 };

    private static FilterSquares Squares<TFilter>(in Patches patches, nint images)
        where TFilter : struct, IMinimalFilter
        => new(TFilter.Outputs, images, patches.Height.Positions, patches.Width.Positions);

    private static double PatchesCost(in Patches patches, nint images, nint columns)
        => PatchCost * images * patches.RowsOfImage * patches.Columns * columns;

    private static double Cost<TFilter>(in Patches patches, nint images, nint columns)
        where TFilter : struct, IMinimalFilter
    {
        double channels = patches.Channels, squares = Squares<TFilter>(patches, images).Count;
        double products = squares * ((channels * columns) + (TransformCost * (channels + columns)));
        return TFilter.SquarePoints * (products + (KernelCost * channels * columns));
    }

    private static void Choose<TFilter>(ConvolutionWay way, in Patches patches, nint images, nint columns, ref ConvolutionWay best, ref double cost)
        where TFilter : struct, IMinimalFilter
    {
        if (patches.Height.Taps != TFilter.Taps || patches.Width.Taps != TFilter.Taps)
        {
            return;
        }

        // Places within a line, with what the last square reaches beyond it, are counted in 32 bits.
        long reach = patches.Width.Reach + (2 * TFilter.Points);
        double filtering = Cost<TFilter>(patches, images, columns);
        if (filtering < cost && reach * Math.Max(patches.Channels, columns) <= int.MaxValue)
        {
            (best, cost) = (way, filtering);
        }
    }
}
