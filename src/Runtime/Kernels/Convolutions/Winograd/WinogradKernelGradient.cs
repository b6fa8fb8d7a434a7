using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// The gradient of a kernel by minimal filtering: at each point, the transformed inputs (channels × squares) by the transformed gradients of
/// the outputs (squares × filters); the sums over all squares are transformed back to taps.
/// </summary>
/// <remarks>
/// The squares are cut into parts that the sizes alone decide, and so are the blocks in which a part is gone through. Each part is summed by
/// itself, and the parts' sums are added in order. Where there are fewer parts than threads, these share the panels of filters of a part.
/// Panels are summed in slabs that bound the memory for sums; no slab reads another's, so that their width changes no bit.
/// </remarks>
internal unsafe struct WinogradKernelGradient<TEpilogue, TLane, TTile, TFilter> : ITiledWork
    where TEpilogue : unmanaged, IEpilogue
    where TLane : struct, ILane<TLane>
    where TTile : struct, IMatrixTile
    where TFilter : struct, IMinimalFilter
{
    private readonly TEpilogue* _epilogue;
    private readonly int _channels;
    private readonly int _filters;
    private readonly nint _squares;
    private readonly int _parts;
    private readonly GradientBlock<TLane, TTile, TFilter> _block;

    // The panels that are summed now, and into how many groups threads share them.
    private int _firstPanel;
    private int _endPanel;
    private int _groups;

    // Their sums, part by part, and memory for each worker.
    private float* _sums;
    private float* _scratch;
    private nint _partLength;
    private nint _workerLength;
    private bool _finishes;

    /// <param name="epilogue">Finishes and stores: its row is (tap, channel), its column the filter.</param>
    /// <param name="inputs">What the outputs read.</param>
    /// <param name="gradients">The gradients of the outputs: one tap, channels for filters.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="parts">Into how many parts the squares are cut.</param>
    public WinogradKernelGradient(TEpilogue* epilogue, in Patches inputs, in Patches gradients, nint images, int parts)
    {
        _epilogue = epilogue;
        _channels = inputs.Channels;
        _filters = gradients.Channels;
        _parts = parts;
        var squares = new FilterSquares(TFilter.Outputs, images, inputs.Height.Positions, inputs.Width.Positions);
        _squares = squares.Count;
        _block = new GradientBlock<TLane, TTile, TFilter>(inputs, gradients, squares);
    }

    private static int PanelWidth => MatrixBlocks.PanelWidth<TLane>();

    /// <summary>Computes the gradient.</summary>
    public void Run(Workers workers)
    {
        bool share = workers.Shares(MatrixBlocks.Operations((double)_squares * TFilter.SquarePoints * _channels * _filters));
        int threads = share ? workers.Count : 1;
        int groups = (threads + _parts - 1) / _parts;

        // A panel for each thread at least.
        int slab = (int)Math.Min(Math.Max(Winograd.SlabLength / (_parts * _block.PanelLength), groups), _block.Panels);
        _partLength = slab * _block.PanelLength;
        _workerLength = MatrixBlocks.RoundUp(_block.ScratchLength((slab + groups - 1) / groups), 16);
        _sums = workers.Scratch((_parts * _partLength) + (_workerLength * threads));
        _scratch = _sums + (_parts * _partLength);
        for (_firstPanel = 0; _firstPanel < _block.Panels; _firstPanel = _endPanel)
        {
            _endPanel = Math.Min(_block.Panels, _firstPanel + slab);
            _groups = Math.Min(_endPanel - _firstPanel, groups);
            _finishes = false;
            workers.Run(ref this, _parts * _groups, share);
            _finishes = true;
            workers.Run(ref this, _endPanel - _firstPanel, share);
        }

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
            (int part, int group) = Math.DivRem(tile, _groups);
            int panels = _endPanel - _firstPanel;
            SumPart(part, group * panels / _groups, (group + 1) * panels / _groups, _scratch + (worker * _workerLength));
        }
    }

    private readonly void SumPart(int part, int firstPanel, int endPanel, float* scratch)
    {
        nint squares = MatrixBlocks.PartDepth(_squares, _parts, Winograd.GradientSquares);
        nint first = part * squares;
        nint end = Math.Min(_squares, first + squares);
        float* sums = _sums + (part * _partLength) + (firstPanel * _block.PanelLength);
        for (nint square = first; square < end; square += Winograd.GradientSquares)
        {
            int count = (int)Math.Min(Winograd.GradientSquares, end - square);
            _block.Sum(square, count, scratch, sums, square > first, _firstPanel + firstPanel, _firstPanel + endPanel);
        }
    }

    /// <summary>Adds the parts of a panel of filters, transforms the sums to taps and hands these on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private readonly void Finish(TEpilogue epilogue, int panel)
    {
        nint step = _block.SumStep;
        float* sums = _sums + (panel * _block.PanelLength);
        for (int part = 1; part < _parts; part++)
        {
            float* others = sums + (part * _partLength);
            for (nint i = 0; i < _block.PanelLength; i += TLane.Width)
            {
                TLane.Store(sums + i, TLane.Add(TLane.Load(sums + i), TLane.Load(others + i)));
            }
        }

        float* taps = stackalloc float[TFilter.Taps * TFilter.Taps * PanelWidth];
        nint column = (nint)(_firstPanel + panel) * PanelWidth;
        int width = (int)Math.Min(PanelWidth, _filters - column);
        for (int channel = 0; channel < _channels; channel++)
        {
            TFilter.TransformKernelGradient<TLane>(
                new Plane(sums + (channel * PanelWidth), TFilter.Points * step, step),
                new Plane(taps, TFilter.Taps * PanelWidth, PanelWidth),
                width <= TLane.Width ? TLane.Width : PanelWidth);
            for (int tap = 0; tap < TFilter.Taps * TFilter.Taps; tap++)
            {
                Winograd.Store<TEpilogue, TLane>(epilogue, taps + (tap * PanelWidth), ((nint)tap * _channels) + channel, column, width);
            }
        }
    }
}
