namespace Compiled.Kernels;

/// <summary>
/// Patches as the left side of a product: a row for each position, the depth goes over taps and channels. Where a patch's lines are
/// contiguous, micro-kernels read them in the image, run by run, or in a copy of a few of its lines with zeros around; else patches are
/// gathered one by one.
/// </summary>
internal readonly unsafe struct PatchRows : ILeftSide
{
    // Copied lines should stay in the second-level cache beside the right side.
    private const int MostPart = 1 << 15;

    private readonly Patches _patches;
    private readonly nint _rows;
    private readonly bool _inPlace;

    // How a plane of positions is cut into tiles: some lines each, or a piece of one line.
    private readonly int _lines;
    private readonly int _width;

    /// <param name="patches">The patches.</param>
    /// <param name="batch">The number of images.</param>
    public PatchRows(Patches patches, nint batch)
    {
        _patches = patches;
        _rows = batch * patches.RowsOfImage;
        var (height, width) = (patches.Height, patches.Width);
        _width = width.Positions <= MatrixBlocks.Rows
            ? Math.Max(1, width.Positions)
            : (int)MatrixBlocks.Even(width.Positions, MatrixBlocks.Rows, RowGroups.GroupRows);
        _lines = width.Positions > _width
            ? 1
            : (int)MatrixBlocks.Even(height.Positions, Math.Max(1, MatrixBlocks.Rows / _width), 1);
        _inPlace = patches.IsContiguous
            && patches.Columns > 0
            && PatchGroups.Fit(_width, patches.Line)
            && PatchGroups.Fit(width.Positions - (width.Positions / _width * _width), patches.Line)
            && PartLength <= MostPart;
    }

    public int BlockDepth => _inPlace ? PatchGroups.BlockDepth(_patches.Line, _patches.Height.Taps) : MatrixBlocks.LastDepth;

    public nint PartUnit => _inPlace ? Math.Max(PatchGroups.BlockDepth(_patches.Line, _patches.Height.Taps), _patches.Line) : MatrixBlocks.Depth;

    // The part of an image that a tile reads.
    private nint PartLength => (nint)PatchGroups.Reach(_patches.Depth, 1)
        * PatchGroups.Reach(_patches.Height, _lines)
        * PatchGroups.Reach(_patches.Width, _width)
        * _patches.Channels;

    private int Pieces => (_patches.Width.Positions + _width - 1) / _width;

    private int TilesOfPlane => (_patches.Height.Positions + _lines - 1) / _lines * Pieces;

    public int Tiles<TTile>()
        where TTile : struct, IMatrixTile
        => _inPlace
            ? checked((int)(_rows / _patches.Height.Positions / _patches.Width.Positions * TilesOfPlane))
            : checked((int)((_rows + TileRows<TTile>() - 1) / TileRows<TTile>()));

    public int TileGroups<TTile>()
        where TTile : struct, IMatrixTile
        => _inPlace ? _lines * ((_width + RowGroups.GroupRows - 1) / RowGroups.GroupRows) : (int)TileRows<TTile>() / RowGroups.GroupRows;

    public nint ScratchLength<TTile>()
        where TTile : struct, IMatrixTile
        => _inPlace ? PartLength : TileRows<TTile>() * MatrixBlocks.LastDepth;

    public void Open<TLane, TTile>(int tile, float* scratch, ref RowGroups groups)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        if (!_inPlace)
        {
            groups.Start = tile * TileRows<TTile>();
            groups.End = Math.Min(_rows, groups.Start + TileRows<TTile>());
            groups.AddRun(groups.Start, groups.End - groups.Start, goesBack: false);
            return;
        }

        var (depth, height, width) = (_patches.Depth, _patches.Height, _patches.Width);
        (nint plane, tile) = DivRem(tile, TilesOfPlane);
        (nint image, int d) = DivRem(plane, depth.Positions);
        (tile, int piece) = Math.DivRem(tile, Pieces);
        int h = tile * _lines;
        int w = piece * _width;
        int lines = Math.Min(_lines, height.Positions - h);
        int positions = Math.Min(_width, width.Positions - w);
        float* part = _patches.Part<TLane>(
            image,
            (depth.At(d), height.At(h), width.At(w)),
            (PatchGroups.Reach(depth, 1), PatchGroups.Reach(height, lines), PatchGroups.Reach(width, positions)),
            scratch,
            out nint line,
            out nint slice);
        groups.Line = line;
        groups.Slice = slice;
        nint step = (nint)width.Step * _patches.Channels;
        for (int i = 0; i < lines; i++)
        {
            nint row = (((plane * height.Positions) + h + i) * width.Positions) + w;
            int group = groups.Count;
            groups.AddRun(row, positions, goesBack: true);
            for (; group < groups.Count; group++)
            {
                groups.Bases[group] = part + (i * height.Step * line) + ((groups.Row(group) - row) * step);
            }
        }
    }

    public void Load<TLane, TTile>(float* scratch, nint k, nint endDepth, ref RowGroups groups, ref TileSteps steps)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        steps.LeftDepth = 1;
        if (!_inPlace)
        {
            LoadGathered<TLane, TTile>(scratch, k, MatrixBlocks.Block(endDepth - k), ref groups, ref steps);
            return;
        }

        int line = _patches.Line;
        (nint tap, nint offset) = Math.DivRem(k, line);
        (nint tapDepth, nint tapHeight) = Math.DivRem(tap, _patches.Height.Taps);
        steps.LeftRun = _patches.Height.TapStep * groups.Line;
        steps.LeftRow = (nint)_patches.Width.Step * _patches.Channels;
        steps.LeftOffset = (tapDepth * _patches.Depth.TapStep * groups.Slice) + (tapHeight * steps.LeftRun) + offset;
        int block = BlockDepth;
        if (block >= line)
        {
            steps.Depth = line;
            steps.Runs = Math.Min(Math.Min(block / line, _patches.Height.Taps - tapHeight), (endDepth - k) / line);
        }
        else
        {
            steps.Depth = Math.Min(block, line - offset);
            steps.Runs = 1;
        }
    }

    private void LoadGathered<TLane, TTile>(float* scratch, nint k, nint depth, ref RowGroups groups, ref TileSteps steps)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        nint rows = groups.End - groups.Start;
        _patches.CopyRows<TLane>(scratch, depth, groups.Start, rows, k, depth);
        Movement.Fill(scratch + (rows * depth), (MatrixBlocks.RoundUp(rows, RowGroups.GroupRows) - rows) * depth, 0f);
        steps.LeftOffset = 0;
        steps.LeftRow = depth;
        steps.Depth = depth;
        steps.Runs = 1;
        for (int i = 0; i < groups.Count; i++)
        {
            groups.Bases[i] = scratch + ((groups.Row(i) - groups.Start) * depth);
        }
    }

    private static (nint Quotient, int Remainder) DivRem(nint left, int right)
    {
        (nint quotient, nint remainder) = Math.DivRem(left, right);
        return (quotient, (int)remainder);
    }

    private nint TileRows<TTile>()
        where TTile : struct, IMatrixTile
        => MatrixBlocks.Even(_rows, MatrixBlocks.Rows, TTile.Rows);
}
