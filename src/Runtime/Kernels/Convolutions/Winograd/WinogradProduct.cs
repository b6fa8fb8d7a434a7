using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// A convolution of stride one by minimal filtering. For blocks of squares of outputs it transforms what they read to points, multiplies
/// at each point (squares × channels by channels × filters), and transforms the products back, on their way to the epilogue.
/// </summary>
/// <remarks>
/// The kernel is transformed once, for all blocks, into panels of two lanes of filters. Sums over channels run as in any product, so the
/// sizes alone decide what is computed.
/// </remarks>
internal unsafe struct WinogradProduct<TEpilogue, TLane, TTile, TRight, TFilter> : ITiledWork
    where TEpilogue : unmanaged, IEpilogue
    where TLane : struct, ILane<TLane>
    where TTile : struct, IMatrixTile
    where TRight : unmanaged, IRightSide
    where TFilter : struct, IMinimalFilter
{

    private readonly TEpilogue* _epilogue;
    private readonly Patches _patches;
    private readonly TRight _kernel;
    private readonly nint _columns;
    private readonly FilterTiles _tiles;
    private readonly int _blockSquares;

    // The transformed kernel, as panel, point, channel, column of the panel, and memory for each worker.
    private float* _points;
    private float* _scratch;
    private bool _transformsKernel;

    /// <param name="epilogue">Finishes and stores: its row is the output's position, images included, its column the filter.</param>
    /// <param name="patches">What the outputs read.</param>
    /// <param name="kernel">(taps, channels) × filters.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="columns">The number of filters.</param>
    public WinogradProduct(TEpilogue* epilogue, in Patches patches, TRight kernel, nint images, nint columns)
    {
        _epilogue = epilogue;
        _patches = patches;
        _kernel = kernel;
        _columns = columns;
        _tiles = new FilterTiles(TFilter.Outputs, images, patches.Height.Positions, patches.Width.Positions);
        _blockSquares = (int)MatrixBlocks.Even(_tiles.Count, Winograd.BlockSquares(_tiles.Count), RowUnit);
    }

    private static int PanelWidth => 2 * TLane.Width;

    private static int Points => TFilter.Points * TFilter.Points;

    // Rows that a half tile and a whole one both come out even with.
    private static int RowUnit => MatrixHalfTile.Groups * TTile.GroupRows;

    // From one point to the next: never a multiple of a page, whose lines would share a few places of the nearest cache.
    private readonly nint InputStep => ((nint)_blockSquares * _patches.Channels) + Winograd.Spread;

    private readonly nint ProductStep => ((nint)_blockSquares * PanelWidth) + Winograd.Spread;

    private readonly nint PanelLength => Points * (nint)_patches.Channels * PanelWidth;

    private readonly nint PackedTaps => TFilter.Taps * TFilter.Taps * (nint)_patches.Channels * PanelWidth;

    // A square's inputs where some lie outside, the points of a block, and the products of a panel.
    private readonly nint BlockScratch => Points * (_patches.Channels + InputStep + ProductStep);

    private readonly nint WorkerScratch => MatrixBlocks.RoundUp(Math.Max(PackedTaps, BlockScratch), 16);

    /// <summary>Computes the convolution.</summary>
    public void Run(Workers workers)
    {
        int panels = checked((int)((_columns + PanelWidth - 1) / PanelWidth));
        int blocks = checked((int)((_tiles.Count + _blockSquares - 1) / _blockSquares));
        bool share = (double)_tiles.Count * Points * _patches.Channels * _columns >= MatrixBlocks.ThreadThreshold;
        nint kernel = panels * PanelLength;
        _points = workers.Scratch(kernel + (WorkerScratch * (share ? workers.Count : 1)));
        _scratch = _points + kernel;
        _transformsKernel = true;
        RunTiles(workers, panels, share);
        _transformsKernel = false;
        RunTiles(workers, blocks, share);
        GC.KeepAlive(workers);
    }

    public readonly void RunTile(int tile, int worker)
    {
        float* scratch = _scratch + (worker * WorkerScratch);
        if (_transformsKernel)
        {
            TransformKernel(tile, scratch);
        }
        else
        {
            MultiplyBlock(tile, scratch);
        }
    }

    private void RunTiles(Workers workers, int tiles, bool share)
    {
        if (share)
        {
            workers.Run(ref this, tiles);
            return;
        }

        for (int tile = 0; tile < tiles; tile++)
        {
            RunTile(tile, 0);
        }
    }

    private readonly void TransformKernel(int panel, float* taps)
    {
        nint column = (nint)panel * PanelWidth;
        nint length = (nint)_patches.Channels * PanelWidth;
        _kernel.Pack<TLane>(taps, column, Math.Min(_columns, column + PanelWidth), 0, _patches.Columns);
        TFilter.TransformKernel<TLane>(
            new Plane(taps, TFilter.Taps * length, length),
            new Plane(_points + (panel * PanelLength), TFilter.Points * length, length),
            length);
    }

    private readonly void MultiplyBlock(int block, float* scratch)
    {
        nint first = (nint)block * _blockSquares;
        int squares = (int)Math.Min(_blockSquares, _tiles.Count - first);
        float* points = scratch + (Points * (nint)_patches.Channels);
        float* products = points + (Points * InputStep);
        TransformInputs(first, squares, scratch, points);
        for (nint column = 0; column < _columns; column += PanelWidth)
        {
            int width = (int)Math.Min(PanelWidth, _columns - column);
            MultiplyPanel(points, _points + (column / PanelWidth * PanelLength), products, squares, width);
            Finish(*_epilogue, products, first, squares, column, width);
        }
    }

    /// <summary>The points of each square: point, square, channel.</summary>
    private readonly void TransformInputs(nint first, int squares, float* scratch, float* points)
    {
        int channels = _patches.Channels;
        nint step = InputStep;
        FilterSquare at = _tiles[first];
        for (int square = 0; square < squares; square++, at = _tiles.After(at))
        {
            float* inputs = _patches.Part<TLane>(
                at.Image,
                (0, _patches.Height.At(at.Row), _patches.Width.At(at.Column)),
                (1, TFilter.Points, TFilter.Points),
                scratch,
                out nint line,
                out _);
            TFilter.TransformInput<TLane>(
                new Plane(inputs, line, channels), new Plane(points + ((nint)square * channels), TFilter.Points * step, step), channels);
        }
    }

    /// <summary>The products of each point with a panel of filters: point, square, column of the panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyPanel(float* points, float* right, float* products, int squares, int width)
    {
        nint channels = _patches.Channels;
        bool isHalf = width <= TLane.Width;
        int rows = isHalf ? RowUnit : TTile.Rows;
        float** groups = stackalloc float*[MatrixHalfTile.Groups];
        var steps = new TileSteps { LeftRow = channels, LeftDepth = 1, RightDepth = PanelWidth, Runs = 1 };
        for (int point = 0; point < Points; point++)
        {
            for (int square = 0; square < squares; square += rows)
            {
                for (int group = 0; group * TTile.GroupRows < rows; group++)
                {
                    groups[group] = points + ((square + (group * TTile.GroupRows)) * channels);
                }

                for (nint k = 0; k < channels; k += steps.Depth)
                {
                    steps.Depth = MatrixBlocks.Block(channels - k);
                    steps.LeftOffset = k;
                    if (isHalf)
                    {
                        MatrixHalfTile.Multiply<TTile, TLane>(groups, steps, right + (k * PanelWidth), products + (square * PanelWidth), k > 0);
                    }
                    else
                    {
                        TTile.Multiply<TLane>(groups, steps, right + (k * PanelWidth), products + (square * PanelWidth), k > 0);
                    }
                }
            }

            points += InputStep;
            right += channels * PanelWidth;
            products += ProductStep;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private readonly void Finish(TEpilogue epilogue, float* products, nint first, int squares, nint column, int width)
    {
        float* outputs = stackalloc float[TFilter.Outputs * TFilter.Outputs * PanelWidth];
        nint step = ProductStep;
        int height = _patches.Height.Positions, across = _patches.Width.Positions;
        FilterSquare place = _tiles[first];
        for (int square = 0; square < squares; square++, place = _tiles.After(place))
        {
            TFilter.TransformOutput<TLane>(
                new Plane(products + (square * PanelWidth), TFilter.Points * step, step),
                new Plane(outputs, TFilter.Outputs * PanelWidth, PanelWidth),
                PanelWidth);
            for (int i = 0; i < Math.Min(TFilter.Outputs, height - place.Row); i++)
            {
                nint position = (((place.Image * height) + place.Row + i) * across) + place.Column;
                float* at = outputs + (i * TFilter.Outputs * PanelWidth);
                for (int j = 0; j < Math.Min(TFilter.Outputs, across - place.Column); j++, at += PanelWidth)
                {
                    Winograd.Store<TEpilogue, TLane>(epilogue, at, position + j, column, width);
                }
            }
        }
    }
}
