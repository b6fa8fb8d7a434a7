namespace Compiled.Kernels;

/// <summary>What a convolution by minimal filtering does before its epilogue: squares of inputs to points, and products at each point.</summary>
internal readonly unsafe struct ProductBlock<TLane, TTile, TFilter>
    where TLane : struct, ILane<TLane>
    where TTile : struct, IMatrixTile
    where TFilter : struct, IMinimalFilter
{
    private readonly Patches _patches;
    private readonly FilterSquares _squares;

    /// <param name="patches">What the outputs read.</param>
    /// <param name="squares">The squares of outputs.</param>
    public ProductBlock(in Patches patches, in FilterSquares squares)
    {
        _patches = patches;
        _squares = squares;
        Squares = (int)MatrixBlocks.Even(squares.Count, Winograd.BlockSquares(squares.Count), MatrixHalfTile.Rows);
    }

    private static int PanelWidth => MatrixBlocks.PanelWidth<TLane>();

    /// <summary>The most squares of a block.</summary>
    public int Squares { get; }

    /// <summary>From one point of a panel of the kernel to the next, in floats.</summary>
    public nint KernelStep => ((nint)_patches.Channels * PanelWidth) + Winograd.Spread;

    /// <summary>From one point of the inputs to the next, in floats.</summary>
    public nint InputStep => ((nint)Squares * _patches.Channels) + Winograd.Spread;

    /// <summary>From one point of the products to the next, in floats.</summary>
    public nint ProductStep => ((nint)Squares * PanelWidth) + Winograd.Spread;

    /// <summary>The memory for the taps of a panel of the kernel, in floats.</summary>
    public nint TapsLength => TFilter.Taps * TFilter.Taps * (nint)_patches.Channels * PanelWidth;

    /// <summary>The memory for a square's inputs where some lie outside, in floats.</summary>
    public nint SquareLength => TFilter.SquarePoints * (nint)_patches.Channels;

    /// <summary>Transforms a panel of filters: point, channel, column of the panel.</summary>
    /// <param name="kernel">(taps, channels) × filters.</param>
    /// <param name="column">The first filter.</param>
    /// <param name="end">Behind the last filter.</param>
    /// <param name="taps">Scratch memory.</param>
    /// <param name="points">The result.</param>
    public void TransformKernel<TRight>(TRight kernel, nint column, nint end, float* taps, float* points)
        where TRight : unmanaged, IRightSide
    {
        nint length = (nint)_patches.Channels * PanelWidth;
        kernel.Pack<TLane>(taps, column, end, 0, _patches.Columns);
        TFilter.TransformKernel<TLane>(
            new Plane(taps, TFilter.Taps * length, length), new Plane(points, TFilter.Points * KernelStep, KernelStep), length);
    }

    /// <summary>Transforms the inputs of some squares: point, square, channel.</summary>
    /// <param name="first">The first square.</param>
    /// <param name="count">How many.</param>
    /// <param name="square">Scratch memory.</param>
    /// <param name="points">The result.</param>
    public void TransformInputs(nint first, int count, float* square, float* points)
    {
        int channels = _patches.Channels;
        FilterSquare at = _squares[first];
        for (int i = 0; i < count; i++, at = _squares.After(at), points += channels)
        {
            float* inputs = _patches.Part<TLane>(
                at.Image,
                (0, _patches.Height.At(at.Row), _patches.Width.At(at.Column)),
                (1, TFilter.Points, TFilter.Points),
                square,
                out nint line,
                out _);
            TFilter.TransformInput<TLane>(new Plane(inputs, line, channels), new Plane(points, TFilter.Points * InputStep, InputStep), channels);
        }
    }

    /// <summary>Multiplies with a panel of filters at each point: point, square, column of the panel. Rows behind the squares hold anything.</summary>
    /// <param name="points">The inputs' points.</param>
    /// <param name="count">The number of squares.</param>
    /// <param name="kernel">The panel.</param>
    /// <param name="width">The filters of the panel.</param>
    /// <param name="products">The result.</param>
    public void Multiply(float* points, int count, float* kernel, int width, float* products)
    {
        nint channels = _patches.Channels;
        var steps = new TileSteps { LeftRow = channels, LeftDepth = 1, RightDepth = PanelWidth, Runs = 1 };
        for (int point = 0; point < TFilter.SquarePoints; point++)
        {
            for (nint k = 0; k < channels; k += steps.Depth)
            {
                steps.Depth = MatrixBlocks.Block(channels - k);
                PanelProduct.Run<TLane, TTile>(points + k, steps, count, kernel + (k * PanelWidth), width, products, k > 0);
            }

            points += InputStep;
            kernel += KernelStep;
            products += ProductStep;
        }
    }
}
