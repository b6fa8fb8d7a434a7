using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// A convolution of stride one by minimal filtering. For blocks of squares of outputs it transforms what they read to points, multiplies
/// at each point (squares × channels by channels × filters), and transforms the products back, on their way to the epilogue.
/// </summary>
/// <remarks>
/// The kernel is transformed once for all blocks, in slabs that bound the memory for it, or once for many predictions
/// (<see cref="KeptWeights"/>). A panel of filters is finished before the next is begun, so that its products do not leave the nearest caches.
/// Where there are fewer blocks than threads, these share the panels of a block.
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
    private readonly FilterSquares _squares;
    private readonly ProductBlock<TLane, TTile, TFilter> _block;

    // The panels that are worked on now, and into how many groups threads share them.
    private int _firstPanel;
    private int _endPanel;
    private int _groups;

    // These panels, transformed, and memory for each worker.
    private float* _panels;
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
        _squares = new FilterSquares(TFilter.Outputs, images, patches.Height.Positions, patches.Width.Positions);
        _block = new ProductBlock<TLane, TTile, TFilter>(patches, _squares);
    }

    private static int PanelWidth => MatrixBlocks.PanelWidth<TLane>();

    private readonly nint PanelLength => TFilter.SquarePoints * _block.KernelStep;

    private readonly nint InputLength => TFilter.SquarePoints * _block.InputStep;

    private readonly nint WorkerLength
        => MatrixBlocks.RoundUp(Math.Max(_block.TapsLength, _block.SquareLength + InputLength + (TFilter.SquarePoints * _block.ProductStep)), 16);

    /// <summary>Computes the convolution.</summary>
    public void Run(Workers workers)
    {
        int panels = checked((int)((_columns + PanelWidth - 1) / PanelWidth));
        KeptMatrix? kept = FindKept(workers, panels * PanelLength);
        int slab = kept is null ? (int)Math.Clamp(Winograd.SlabLength / PanelLength, 1, panels) : panels;
        int blocks = checked((int)((_squares.Count + _block.Squares - 1) / _block.Squares));
        bool share = workers.Shares(MatrixBlocks.Operations((double)_squares.Count * TFilter.SquarePoints * _patches.Channels * _columns));
        nint slabLength = kept is null ? slab * PanelLength : 0;
        _scratch = workers.Scratch(slabLength + (WorkerLength * (share ? workers.Count : 1)));
        _panels = kept is null ? _scratch : kept.Values;
        _scratch += slabLength;
        for (_firstPanel = 0; _firstPanel < panels; _firstPanel = _endPanel)
        {
            _endPanel = Math.Min(panels, _firstPanel + slab);
            _groups = share ? Math.Min(_endPanel - _firstPanel, (workers.Count + blocks - 1) / blocks) : 1;
            if (kept is not { IsMade: true })
            {
                _transformsKernel = true;
                workers.Run(ref this, _endPanel - _firstPanel, share);
            }

            _transformsKernel = false;
            workers.Run(ref this, checked(blocks * _groups), share);
        }

        if (kept is not null)
        {
            kept.IsMade = true;
        }

        GC.KeepAlive(workers);
    }

    private readonly KeptMatrix? FindKept(Workers workers, nint length)
        => _kernel.Address == null ? null : workers.Kept?.Find(new((nint)_kernel.Address, _kernel.Stride, _patches.Channels, _columns, typeof(TFilter), PanelWidth), length);

    public readonly void RunTile(int tile, int worker)
    {
        float* scratch = _scratch + (worker * WorkerLength);
        if (_transformsKernel)
        {
            nint column = (nint)(_firstPanel + tile) * PanelWidth;
            _block.TransformKernel(_kernel, column, Math.Min(_columns, column + PanelWidth), scratch, _panels + (tile * PanelLength));
        }
        else
        {
            (int block, int group) = Math.DivRem(tile, _groups);
            int panels = _endPanel - _firstPanel;
            RunBlock((nint)block * _block.Squares, group * panels / _groups, (group + 1) * panels / _groups, scratch);
        }
    }

    private readonly void RunBlock(nint first, int firstPanel, int endPanel, float* scratch)
    {
        int count = (int)Math.Min(_block.Squares, _squares.Count - first);
        float* points = scratch + _block.SquareLength;
        float* products = points + InputLength;
        _block.TransformInputs(first, count, scratch, points);
        for (int panel = firstPanel; panel < endPanel; panel++)
        {
            nint column = (nint)(_firstPanel + panel) * PanelWidth;
            int width = (int)Math.Min(PanelWidth, _columns - column);
            _block.Multiply(points, count, _panels + (panel * PanelLength), width, products);
            Finish(*_epilogue, products, first, count, column, width);
        }
    }

    /// <summary>Transforms the products of a panel to outputs and hands these on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private readonly void Finish(TEpilogue epilogue, float* products, nint first, int count, nint column, int width)
    {
        float* outputs = stackalloc float[TFilter.Outputs * TFilter.Outputs * PanelWidth];
        nint step = _block.ProductStep;
        int lanes = width <= TLane.Width ? TLane.Width : PanelWidth;
        int height = _patches.Height.Positions, across = _patches.Width.Positions;
        FilterSquare square = _squares[first];
        for (int i = 0; i < count; i++, square = _squares.After(square), products += PanelWidth)
        {
            TFilter.TransformOutput<TLane>(
                new Plane(products, TFilter.Points * step, step), new Plane(outputs, TFilter.Outputs * PanelWidth, PanelWidth), lanes);
            nint position = (((square.Image * height) + square.Row) * across) + square.Column;
            for (int h = 0; h < Math.Min(TFilter.Outputs, height - square.Row); h++, position += across)
            {
                float* at = outputs + (h * TFilter.Outputs * PanelWidth);
                for (int w = 0; w < Math.Min(TFilter.Outputs, across - square.Column); w++, at += PanelWidth)
                {
                    Winograd.Store<TEpilogue, TLane>(epilogue, at, position + w, column, width);
                }
            }
        }
    }
}
