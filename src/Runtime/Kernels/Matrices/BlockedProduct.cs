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
    private readonly nint _rows;
    private readonly nint _columns;
    private readonly nint _depth;
    private readonly nint _partDepth;
    private readonly int _parts;
    private readonly RightPlace _place;
    private readonly int _tileGroups;
    private readonly nint _tileColumns;
    private readonly nint _slab;
    private readonly int _tilesDown;

    // The columns that are worked on now, and the panels of the right side made from them.
    private nint _firstColumn;
    private nint _endColumn;
    private float* _packed;
    private float* _scratch;
    private bool _packing;

    /// <param name="epilogue">Finishes and stores. It sees row r of part p of the depth as row p · rows + r.</param>
    /// <param name="left">rows × depth.</param>
    /// <param name="right">depth × columns.</param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="columns">The columns of the product.</param>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="parts">Into how many sums of their own the depth is cut.</param>
    public BlockedProduct(TEpilogue* epilogue, TLeft left, TRight right, nint rows, nint columns, nint depth, int parts)
    {
        _epilogue = epilogue;
        _left = left;
        _right = right;
        _rows = rows;
        _columns = columns;
        _depth = depth;
        _parts = parts;
        _partDepth = MatrixBlocks.PartDepth(depth, parts, left.PartUnit);
        _tileGroups = MatrixBlocks.RoundUp(left.TileGroups<TTile>(), MatrixHalfTile.Groups);
        _tileColumns = MatrixBlocks.Even(columns, MatrixBlocks.Columns, PanelWidth);
        _tilesDown = left.Tiles<TTile>();
        _place = right.Address != null && rows <= MatrixBlocks.UnpackedRows ? RightPlace.Memory
            : parts > 1 || MatrixBlocks.PacksInTiles(_tilesDown, columns, depth) ? RightPlace.Tile
            : RightPlace.Ahead;

        _slab = _place == RightPlace.Ahead
            ? Math.Max(1, MatrixBlocks.PackedRight / (Math.Max(depth, 1) * _tileColumns)) * _tileColumns
            : MatrixBlocks.RoundUp(columns, PanelWidth);
    }

    /// <summary>Where tiles read the right side.</summary>
    private enum RightPlace
    {
        /// <summary>In memory as it lies; only a last narrow panel is copied.</summary>
        Memory,

        /// <summary>From panels that are made before the tiles, for all of them.</summary>
        Ahead,

        /// <summary>From panels that each tile makes for itself, block by block of the depth.</summary>
        Tile,
    }

    private static int PanelWidth => 2 * TLane.Width;

    private static int PanelGroups => TTile.Rows / TTile.GroupRows;

    private readonly bool IsShared => (double)_rows * _columns * _depth >= MatrixBlocks.ThreadThreshold;

    private readonly nint PackedLength => MatrixBlocks.RoundUp(
        _place switch
        {
            RightPlace.Memory => PanelWidth * _depth,
            RightPlace.Ahead => MatrixBlocks.RoundUp(Math.Min(_slab, _columns), PanelWidth) * _depth,
            _ => 0,
        },
        16);

    // Per worker: the sums of a tile between blocks of the depth, copied rows of the left side, and packed columns of the right one.
    private readonly nint PartialLength => _partDepth > _left.BlockDepth ? _tileGroups * TTile.GroupRows * _tileColumns : 0;

    private readonly nint LeftLength => MatrixBlocks.RoundUp(_left.ScratchLength<TTile>(), 16);

    private readonly nint RightLength => _place == RightPlace.Tile ? _tileColumns * Math.Min(_partDepth, _left.BlockDepth) : 0;

    private readonly nint TileScratch => MatrixBlocks.RoundUp(PartialLength + LeftLength + RightLength, 16);

    /// <summary>The memory that <see cref="Run"/> needs, in floats.</summary>
    public readonly nint ScratchLength(Workers workers) => PackedLength + (TileScratch * (IsShared ? workers.Count : 1));

    /// <summary>Computes the product.</summary>
    /// <param name="scratch"><see cref="ScratchLength"/> floats, aligned to 64 bytes.</param>
    public void Run(Workers workers, float* scratch)
    {
        bool share = workers.Count > 1 && IsShared;
        _packed = scratch;
        _scratch = scratch + PackedLength;
        for (_firstColumn = 0; _firstColumn < _columns; _firstColumn = _endColumn)
        {
            _endColumn = Math.Min(_columns, _firstColumn + _slab);
            Pack(workers, share);
            int tiles = checked((int)((_endColumn - _firstColumn + _tileColumns - 1) / _tileColumns * _tilesDown * _parts));
            if (share)
            {
                workers.Run(ref this, tiles);
                continue;
            }

            for (int tile = 0; tile < tiles; tile++)
            {
                MultiplyTile(tile, _scratch);
            }
        }
    }

    public readonly void RunTile(int tile, int worker)
    {
        if (_packing)
        {
            PackPanel(tile);
        }
        else
        {
            MultiplyTile(tile, _scratch + (worker * TileScratch));
        }
    }

    private void Pack(Workers workers, bool share)
    {
        if (_place == RightPlace.Memory)
        {
            nint last = _endColumn / PanelWidth * PanelWidth;
            if (last < _endColumn)
            {
                _right.Pack<TLane>(_packed, last, _endColumn, 0, _depth);
            }

            return;
        }

        if (_place == RightPlace.Tile)
        {
            return;
        }

        int panels = checked((int)((_endColumn - _firstColumn + PanelWidth - 1) / PanelWidth));
        if (share && (_endColumn - _firstColumn) * _depth >= MatrixBlocks.PackThreshold)
        {
            _packing = true;
            workers.Run(ref this, panels);
            _packing = false;
            return;
        }

        for (int panel = 0; panel < panels; panel++)
        {
            PackPanel(panel);
        }
    }

    private readonly void PackPanel(int panel)
    {
        nint column = _firstColumn + ((nint)panel * PanelWidth);
        _right.Pack<TLane>(
            _packed + ((nint)panel * PanelWidth * _depth), column, Math.Min(_endColumn, column + PanelWidth), 0, _depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyTile(int tile, float* scratch)
    {
        (tile, int tileDown) = Math.DivRem(tile, _tilesDown);
        nint part = tile % _parts;
        nint firstColumn = _firstColumn + (tile / _parts * _tileColumns);
        nint endColumn = Math.Min(_endColumn, firstColumn + _tileColumns);
        float* leftScratch = scratch + PartialLength;
        float* packedRight = leftScratch + LeftLength;

        // Room for as many groups as a half tile does at once.
        float* sums = stackalloc float[MatrixHalfTile.Groups * TTile.GroupRows * PanelWidth];
        float* partial = PartialLength == 0 ? sums : scratch;
        nint partialStep = PartialLength == 0 ? 0 : TTile.GroupRows * PanelWidth;
        nint* memory = stackalloc nint[3 * RowGroups.Most];
        var groups = new RowGroups(memory);
        _left.Open<TLane, TTile>(tileDown, leftScratch, ref groups);
        groups.Fill(PanelGroups);
        int count = groups.Count;
        groups.Fill(MatrixHalfTile.Groups);
        nint firstDepth = part * _partDepth;
        nint endDepth = Math.Min(_depth, firstDepth + _partDepth);
        nint k = firstDepth;
        var steps = default(TileSteps);
        do
        {
            _left.Load<TLane, TTile>(leftScratch, k, endDepth, ref groups, ref steps);
            nint depth = steps.Depth * steps.Runs;
            bool isLast = k + depth == endDepth;
            float* at = partial;
            if (_place == RightPlace.Tile)
            {
                _right.Pack<TLane>(packedRight, firstColumn, endColumn, k, depth);
            }

            for (nint column = firstColumn; column < endColumn; column += PanelWidth)
            {
                int width = (int)Math.Min(PanelWidth, endColumn - column);
                float* right = RightPanel(packedRight, firstColumn, column, width, k, depth, out steps.RightDepth);
                bool isHalf = width <= TLane.Width;
                int unit = isHalf ? MatrixHalfTile.Groups : PanelGroups;
                for (int group = 0; group < count; group += unit)
                {
                    if (isHalf)
                    {
                        MatrixHalfTile.Multiply<TTile, TLane>(groups.Bases + group, steps, right, at, k > firstDepth);
                    }
                    else
                    {
                        TTile.Multiply<TLane>(groups.Bases + group, steps, right, at, k > firstDepth);
                    }

                    if (isLast)
                    {
                        Finish(*_epilogue, at, groups, group, group + unit, part * _rows, column, width);
                    }

                    at += unit * partialStep;
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
        if (_place == RightPlace.Tile)
        {
            return packedRight + ((column - firstColumn) * depth);
        }

        if (_place == RightPlace.Ahead)
        {
            return _packed + ((column - _firstColumn) * _depth) + (k * PanelWidth);
        }

        if (width < PanelWidth)
        {
            return _packed + (k * PanelWidth);
        }

        rightDepth = _right.Stride;
        return _right.Address + (k * rightDepth) + column;
    }

    /// <summary>Hands the finished sums of some groups to the epilogue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish(TEpilogue epilogue, float* sums, in RowGroups groups, int group, int end, nint partRow, nint column, int width)
    {
        for (; group < end; group++)
        {
            nint row = partRow + groups.Row(group);
            for (int i = groups.FirstOf(group); i < groups.EndOf(group); i++)
            {
                float* at = sums + (i * PanelWidth);
                int j = 0;
                for (; j <= width - TLane.Width; j += TLane.Width)
                {
                    epilogue.Store(TLane.Load(at + j), row + i, column + j);
                }

                if (TLane.Width > Lane128.Width)
                {
                    for (; j <= width - Lane128.Width; j += Lane128.Width)
                    {
                        epilogue.Store(Lane128.Load(at + j), row + i, column + j);
                    }
                }

                for (; j < width; j++)
                {
                    epilogue.Store(Lane1.Load(at + j), row + i, column + j);
                }
            }

            sums += TTile.GroupRows * PanelWidth;
        }
    }
}
