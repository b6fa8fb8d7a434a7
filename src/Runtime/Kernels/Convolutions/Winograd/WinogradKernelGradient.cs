using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// The gradient of a kernel by minimal filtering: at each point, the transformed inputs (channels × squares) by the transformed gradients of
/// the outputs (squares × filters); the sums over all squares are transformed back to taps.
/// </summary>
/// <remarks>
/// The squares are cut into parts that the sizes alone decide, and so are the blocks in which a part is gone through. Each part is summed by
/// itself, and the parts' sums are added in order.
/// </remarks>
internal unsafe struct WinogradKernelGradient<TEpilogue, TLane, TTile, TFilter> : ITiledWork
    where TEpilogue : unmanaged, IEpilogue
    where TLane : struct, ILane<TLane>
    where TTile : struct, IMatrixTile
    where TFilter : struct, IMinimalFilter
{
    private readonly TEpilogue* _epilogue;
    private readonly Patches _inputs;
    private readonly Patches _gradients;
    private readonly FilterTiles _tiles;
    private readonly int _parts;
    private readonly nint _partSquares;

    // The sums as part, panel of filters, point, channel, column of the panel, and memory for each worker.
    private float* _sums;
    private float* _scratch;
    private bool _finishes;

    /// <param name="epilogue">Finishes and stores: its row is (tap, channel), its column the filter.</param>
    /// <param name="inputs">What the outputs read.</param>
    /// <param name="gradients">The gradients of the outputs: one tap, channels for filters.</param>
    /// <param name="images">The number of images.</param>
    public WinogradKernelGradient(TEpilogue* epilogue, in Patches inputs, in Patches gradients, nint images)
    {
        _epilogue = epilogue;
        _inputs = inputs;
        _gradients = gradients;
        _tiles = new FilterTiles(TFilter.Outputs, images, inputs.Height.Positions, inputs.Width.Positions);
        _parts = Winograd.Parts<TFilter>(_tiles.Count, inputs.Channels, gradients.Channels);
        _partSquares = MatrixBlocks.PartDepth(_tiles.Count, _parts, Winograd.GradientSquares);
    }

    /// <summary>Into how many parts the squares are cut.</summary>
    public readonly int Parts => _parts;

    private static int PanelWidth => 2 * TLane.Width;

    private static int Points => TFilter.Points * TFilter.Points;

    private readonly int Panels => (_gradients.Channels + PanelWidth - 1) / PanelWidth;

    // Rows that a half tile and a whole one both come out even with.
    private readonly int Rows => MatrixBlocks.RoundUp(_inputs.Channels, MatrixHalfTile.Groups * TTile.GroupRows);

    private readonly nint SumsOfPart => (nint)Panels * Points * Rows * PanelWidth;

    private readonly nint InputStep => ((nint)Winograd.GradientSquares * Rows) + Winograd.Spread;

    private static nint GradientStep => ((nint)Winograd.GradientSquares * PanelWidth) + Winograd.Spread;

    private readonly nint InputPoints => Points * InputStep;

    private readonly nint GradientPoints => Panels * Points * GradientStep;

    // The points of a block, and a square's values where some lie outside.
    private readonly nint WorkerScratch
        => MatrixBlocks.RoundUp(InputPoints + GradientPoints + ((nint)Points * Math.Max(_inputs.Channels, _gradients.Channels)), 16);

    /// <summary>Computes the gradient.</summary>
    public void Run(Workers workers)
    {
        bool share = (double)_tiles.Count * Points * _inputs.Channels * _gradients.Channels >= MatrixBlocks.ThreadThreshold;
        _sums = workers.Scratch((_parts * SumsOfPart) + (WorkerScratch * (share ? workers.Count : 1)));
        _scratch = _sums + (_parts * SumsOfPart);
        _finishes = false;
        RunTiles(workers, _parts, share);
        _finishes = true;
        RunTiles(workers, Panels, share);
        GC.KeepAlive(workers);
    }

    public readonly void RunTile(int tile, int worker)
    {
        if (_finishes)
        {
            Finish(*_epilogue, tile);
        }
        else
        {
            SumPart(tile, _scratch + (worker * WorkerScratch));
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

    private readonly void SumPart(int part, float* scratch)
    {
        nint first = part * _partSquares;
        nint end = Math.Min(_tiles.Count, first + _partSquares);
        float* inputs = scratch;
        float* gradients = inputs + InputPoints;
        for (nint square = first; square < end; square += Winograd.GradientSquares)
        {
            int squares = (int)Math.Min(Winograd.GradientSquares, end - square);
            Transform(square, squares, inputs, gradients, gradients + GradientPoints);
            Multiply(inputs, gradients, _sums + (part * SumsOfPart), squares, square > first);
        }
    }

    /// <summary>The points of a block's inputs, as point, square, channel, and of its gradients, as panel, point, square, column of the panel.</summary>
    private readonly void Transform(nint first, int squares, float* inputs, float* gradients, float* scratch)
    {
        nint step = InputStep, gradientStep = GradientStep;
        FilterSquare at = _tiles[first];
        for (int square = 0; square < squares; square++, at = _tiles.After(at))
        {
            float* from = _inputs.Part<TLane>(
                at.Image, (0, _inputs.Height.At(at.Row), _inputs.Width.At(at.Column)), (1, TFilter.Points, TFilter.Points), scratch, out nint line, out _);
            TFilter.TransformInput<TLane>(
                new Plane(from, line, _inputs.Channels), new Plane(inputs + ((nint)square * Rows), TFilter.Points * step, step), _inputs.Channels);

            from = _gradients.Part<TLane>(at.Image, (0, at.Row, at.Column), (1, TFilter.Outputs, TFilter.Outputs), scratch, out line, out _);
            for (int filter = 0; filter < _gradients.Channels; filter += PanelWidth)
            {
                TFilter.TransformOutputGradient<TLane>(
                    new Plane(from + filter, line, _gradients.Channels),
                    new Plane(gradients + ((nint)filter / PanelWidth * Points * gradientStep) + (square * PanelWidth), TFilter.Points * gradientStep, gradientStep),
                    Math.Min(PanelWidth, _gradients.Channels - filter));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply(float* inputs, float* gradients, float* sums, int squares, bool accumulate)
    {
        float** groups = stackalloc float*[MatrixHalfTile.Groups];
        var steps = new TileSteps { LeftRow = 1, LeftDepth = Rows, RightDepth = PanelWidth, Depth = squares, Runs = 1 };
        for (int filter = 0; filter < _gradients.Channels; filter += PanelWidth)
        {
            bool isHalf = _gradients.Channels - filter <= TLane.Width;
            int rows = isHalf ? MatrixHalfTile.Groups * TTile.GroupRows : TTile.Rows;
            float* left = inputs;
            for (int point = 0; point < Points; point++)
            {
                for (int channel = 0; channel < _inputs.Channels; channel += rows)
                {
                    for (int group = 0; group * TTile.GroupRows < rows; group++)
                    {
                        groups[group] = left + channel + (group * TTile.GroupRows);
                    }

                    if (isHalf)
                    {
                        MatrixHalfTile.Multiply<TTile, TLane>(groups, steps, gradients, sums + (channel * PanelWidth), accumulate);
                    }
                    else
                    {
                        TTile.Multiply<TLane>(groups, steps, gradients, sums + (channel * PanelWidth), accumulate);
                    }
                }

                left += InputStep;
                gradients += GradientStep;
                sums += (nint)Rows * PanelWidth;
            }
        }
    }

    /// <summary>Adds the parts of a panel of filters, transforms them to taps and hands these on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private readonly void Finish(TEpilogue epilogue, int panel)
    {
        nint step = (nint)Rows * PanelWidth;
        float* sums = _sums + (panel * Points * step);
        for (int part = 1; part < _parts; part++)
        {
            float* others = sums + (part * SumsOfPart);
            for (nint i = 0; i < Points * step; i += TLane.Width)
            {
                TLane.Store(sums + i, TLane.Add(TLane.Load(sums + i), TLane.Load(others + i)));
            }
        }

        float* taps = stackalloc float[TFilter.Taps * TFilter.Taps * PanelWidth];
        nint column = (nint)panel * PanelWidth;
        int width = (int)Math.Min(PanelWidth, _gradients.Channels - column);
        for (int channel = 0; channel < _inputs.Channels; channel++)
        {
            TFilter.TransformKernelGradient<TLane>(
                new Plane(sums + (channel * PanelWidth), TFilter.Points * step, step), new Plane(taps, TFilter.Taps * PanelWidth, PanelWidth), PanelWidth);
            for (int tap = 0; tap < TFilter.Taps * TFilter.Taps; tap++)
            {
                Winograd.Store<TEpilogue, TLane>(epilogue, taps + (tap * PanelWidth), ((nint)tap * _inputs.Channels) + channel, column, width);
            }
        }
    }
}
