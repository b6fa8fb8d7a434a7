using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// The blocked loop under every product: cut into tiles of rows and columns, and, where those are few and the depth is great,
/// into parts of the depth. A panel is as wide as two lanes, or as high as a micro-kernel.
/// </summary>
internal unsafe struct BlockedProduct<TEpilogue, TLane, TTile, TLeft, TRight> : ITiledWork
    where TEpilogue : unmanaged, IEpilogue
    where TLane : struct, ILane<TLane>
    where TTile : struct, IMatrixTile
    where TLeft : unmanaged, ILeftSide
    where TRight : unmanaged, IRightSide
{
    private readonly TEpilogue* _epilogue;
    private readonly TLeft _left;
    private readonly TRight _right;
    private readonly ProductPlan _plan;

    // The threads that share it.
    private readonly int _threads;

    // The columns that are worked on now, and the panels of the right side made from them.
    private nint _firstColumn;
    private nint _endColumn;
    private float* _packed;
    private float* _scratch;

    /// <param name="epilogue">Finishes and stores. It sees row r of part p of the depth as row p · rows + r.</param>
    /// <param name="left">rows × depth.</param>
    /// <param name="right">depth × columns.</param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="columns">The columns of the product.</param>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="parts">Into how many sums of their own the depth is cut.</param>
    /// <param name="workers">The threads that will compute it.</param>
    public BlockedProduct(TEpilogue* epilogue, TLeft left, TRight right, nint rows, nint columns, nint depth, int parts, Workers workers)
    {
        _epilogue = epilogue;
        _left = left;
        _right = right;
        _threads = workers.Shares(MatrixBlocks.Operations((double)rows * columns * depth)) ? workers.Count : 1;
        _plan = ProductPlan.Of<TLane, TTile, TLeft, TRight>(left, right, rows, columns, depth, parts, _threads);
    }

    private static int PanelWidth => MatrixBlocks.PanelWidth<TLane>();

    /// <summary>The memory that <see cref="Run"/> needs, in floats.</summary>
    public readonly nint ScratchLength => _plan.PackedLength + (_plan.TileScratch * _threads);

    /// <summary>Computes the product.</summary>
    /// <param name="scratch"><see cref="ScratchLength"/> floats, aligned to 64 bytes.</param>
    public void Run(Workers workers, float* scratch)
    {
        bool share = _threads > 1;
        _packed = _plan.Place == RightPlace.Panels ? _right.Panels : scratch;
        _scratch = scratch + _plan.PackedLength;
        for (_firstColumn = 0; _firstColumn < _plan.Columns; _firstColumn = _endColumn)
        {
            _endColumn = Math.Min(_plan.Columns, _firstColumn + _plan.Slab);
            Pack(workers);
            int tiles = checked((int)((_endColumn - _firstColumn + _plan.TileColumns - 1) / _plan.TileColumns * _plan.TilesDown * _plan.Parts));
            workers.Run(ref this, tiles, share);
        }
    }

    public readonly void RunTile(int tile, int worker) => MultiplyTile(tile, _scratch + (worker * _plan.TileScratch));

    private readonly void Pack(Workers workers)
    {
        if (_plan.Place == RightPlace.Memory)
        {
            nint last = _endColumn / PanelWidth * PanelWidth;
            if (last < _endColumn)
            {
                _right.Pack<TLane>(_packed, last, _endColumn, 0, _plan.Depth);
            }

            return;
        }

        if (_plan.Place is RightPlace.Tile or RightPlace.Panels)
        {
            return;
        }

        var packing = new RightPacking<TLane, TRight>(_right, _firstColumn, _endColumn, _plan.Depth, _packed);
        packing.Run(workers, _threads);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private readonly void MultiplyTile(int tile, float* scratch)
    {
        (tile, int tileDown) = Math.DivRem(tile, _plan.TilesDown);
        nint part = tile % _plan.Parts;
        nint firstColumn = _firstColumn + (tile / _plan.Parts * _plan.TileColumns);
        nint endColumn = Math.Min(_endColumn, firstColumn + _plan.TileColumns);
        float* leftScratch = scratch + _plan.PartialLength;
        float* packedRight = leftScratch + _plan.LeftLength;

        // A sum of one block is finished at once.
        bool isOneBlock = _plan.PartialLength == 0;
        float* unaligned = stackalloc float[(Math.Max(TTile.Rows, MatrixHalfTile.Rows) * PanelWidth) + AlignedMemory.Margin];
        float* sums = AlignedMemory.Align(unaligned);
        float* partial = isOneBlock ? sums : scratch;
        nint partialStep = isOneBlock ? 0 : RowGroups.GroupRows * PanelWidth;
        nint* memory = stackalloc nint[3 * RowGroups.Most];
        var groups = new RowGroups(memory);
        _left.Open<TLane, TTile>(tileDown, leftScratch, ref groups);
        int wholeGroups = TTile.Rows / RowGroups.GroupRows;
        int count = groups.Count;
        groups.Fill();
        nint rest = (endColumn - firstColumn) % PanelWidth;
        nint endWhole = rest <= TLane.Width ? endColumn - rest : endColumn;
        nint firstDepth = part * _plan.PartDepth;
        nint endDepth = Math.Min(_plan.Depth, firstDepth + _plan.PartDepth);
        nint k = firstDepth;
        var steps = default(TileSteps);
        do
        {
            _left.Load<TLane, TTile>(leftScratch, k, endDepth, ref groups, ref steps);
            nint depth = steps.Depth * steps.Runs;
            bool isLast = k + depth == endDepth;
            float* at = partial;
            if (_plan.Place == RightPlace.Tile)
            {
                _right.Pack<TLane>(packedRight, firstColumn, endColumn, k, depth);
            }

            // Of one block, all columns of some rows come before the next rows, so that what the epilogue reads and writes is gone through
            // along them. Of several blocks, a panel of the right side is used for all rows while it is near.
            int end;
            for (int first = 0; first < count; first = end)
            {
                end = isOneBlock ? first + RowGroups.Next<TTile>(count - first) : count;
                for (nint column = firstColumn; column < endWhole; column += PanelWidth)
                {
                    int width = (int)Math.Min(PanelWidth, endWhole - column);
                    float* right = RightPanel(packedRight, firstColumn, column, width, k, depth, out steps.RightDepth);
                    int unit;
                    for (int group = first; group < end; group += unit)
                    {
                        unit = isOneBlock ? end - first : RowGroups.Next<TTile>(end - group);
                        if (unit == wholeGroups)
                        {
                            TTile.Multiply<TLane>(groups.Bases + group, steps, right, at, k > firstDepth);
                        }
                        else
                        {
                            TTile.MultiplyLow<TLane>(groups.Bases + group, steps, right, at, k > firstDepth);
                        }

                        if (isLast)
                        {
                            Finish(*_epilogue, at, groups, group, group + unit, part * _plan.Rows, column, width);
                        }

                        at += unit * partialStep;
                    }
                }
            }

            if (endWhole < endColumn)
            {
                float* right = RightPanel(packedRight, firstColumn, endWhole, (int)rest, k, depth, out steps.RightDepth);
                for (int group = 0; group < count; group += MatrixHalfTile.Groups)
                {
                    MatrixHalfTile.Multiply<TLane>(groups.Bases + group, steps, right, (int)rest, at, k > firstDepth);
                    if (isLast)
                    {
                        Finish(*_epilogue, at, groups, group, group + MatrixHalfTile.Groups, part * _plan.Rows, endWhole, (int)rest);
                    }

                    at += MatrixHalfTile.Groups * partialStep;
                }
            }

            k += depth;
        }
        while (k < endDepth);
    }

    /// <summary>Where rows <paramref name="k"/> … of a panel of the right side lie, and how far apart they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly float* RightPanel(
        float* packedRight, nint firstColumn, nint column, int width, nint k, nint depth, out nint rightDepth)
    {
        rightDepth = PanelWidth;
        if (_plan.Place == RightPlace.Tile)
        {
            return packedRight + ((column - firstColumn) * depth);
        }

        if (_plan.Place is RightPlace.Ahead or RightPlace.Panels)
        {
            return _packed + ((column - _firstColumn) * _plan.Depth) + (k * PanelWidth);
        }

        if (width < PanelWidth)
        {
            return _packed + (k * PanelWidth);
        }

        rightDepth = _right.Stride;
        return _right.Address + (k * rightDepth) + column;
    }

    /// <summary>Hands the finished sums of some groups to the epilogue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(TEpilogue epilogue, float* sums, in RowGroups groups, int group, int end, nint partRow, nint column, int width)
    {
        if (width == PanelWidth)
        {
            FinishPanel(epilogue, sums, groups, group, end, partRow, column);
        }
        else
        {
            FinishPart(epilogue, sums, groups, group, end, partRow, column, width);
        }
    }

    /// <summary>All columns of a panel, without a loop over its two lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FinishPanel(TEpilogue epilogue, float* sums, in RowGroups groups, int group, int end, nint partRow, nint column)
    {
        for (; group < end; group++)
        {
            nint row = partRow + groups.Row(group);
            for (int i = groups.FirstOf(group); i < groups.EndOf(group); i++)
            {
                float* at = sums + (i * PanelWidth);
                epilogue.Store(TLane.Load(at), row + i, column);
                epilogue.Store(TLane.Load(at + TLane.Width), row + i, column + TLane.Width);
            }

            sums += RowGroups.GroupRows * PanelWidth;
        }
    }

    /// <summary>The first columns of a panel, by lanes of one width after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FinishPart(TEpilogue epilogue, float* sums, in RowGroups groups, int group, int end, nint partRow, nint column, int width)
    {
        int wide = width / TLane.Width * TLane.Width;
        int quads = Math.Max(wide, width / Lane128.Width * Lane128.Width);
        if (wide > 0)
        {
            FinishColumns<TLane>(epilogue, sums, groups, group, end, partRow, column, 0, wide);
        }

        if (quads > wide)
        {
            FinishColumns<Lane128>(epilogue, sums, groups, group, end, partRow, column, wide, quads);
        }

        if (width > quads)
        {
            FinishColumns<Lane1>(epilogue, sums, groups, group, end, partRow, column, quads, width);
        }
    }

    /// <summary>Columns of a panel that lanes of one width fill: a method for each, as RyuJIT expands so many calls in one and no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FinishColumns<TPart>(TEpilogue epilogue, float* sums, in RowGroups groups, int group, int end, nint partRow, nint column, int first, int last)
        where TPart : struct, ILane<TPart>
    {
        for (; group < end; group++)
        {
            nint row = partRow + groups.Row(group);
            for (int i = groups.FirstOf(group); i < groups.EndOf(group); i++)
            {
                float* at = sums + (i * PanelWidth);
                for (int j = first; j < last; j += TPart.Width)
                {
                    epilogue.Store(TPart.Load(at + j), row + i, column + j);
                }
            }

            sums += RowGroups.GroupRows * PanelWidth;
        }
    }
}
