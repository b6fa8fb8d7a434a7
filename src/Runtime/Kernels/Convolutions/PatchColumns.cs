namespace Compiled.Kernels;

/// <summary>
/// Patches, transposed, as the left side of a product: a row for each tap and channel, the depth goes over positions. Where a patch's lines
/// are contiguous, micro-kernels read them in the image, run by run, or in a copy of a few of its lines with zeros around; else
/// patches are gathered one by one.
/// </summary>
internal readonly unsafe struct PatchColumns : ILeftSide
{
    // Gathering copies a patch's part of a tile for each position; lines are copied instead where they are not much more.
    private const double MostCopied = 1.5;

    private readonly Patches _patches;
    private readonly nint _batch;
    private readonly bool _inPlace;

    // The most rows of a tile.
    private readonly nint _mostRows;

    // A block of the depth: some lines of positions, or a piece of one.
    private readonly int _lines;
    private readonly int _width;

    /// <param name="patches">The patches.</param>
    /// <param name="batch">The number of images.</param>
    /// <param name="columns">The columns of the product.</param>
    public PatchColumns(Patches patches, nint batch, nint columns)
    {
        _patches = patches;
        _batch = batch;
        int width = patches.Width.Positions;
        _width = width <= MatrixBlocks.Depth ? Math.Max(width, 1) : (int)MatrixBlocks.Even(width, MatrixBlocks.Depth, 1);
        _lines = width > _width ? 1 : Math.Clamp(MatrixBlocks.Depth / _width, 1, Math.Max(1, patches.Height.Positions));
        double gathered = (double)_lines * _width * Math.Min(patches.Columns, MatrixBlocks.Rows);
        _inPlace = patches.IsContiguous && PatchGroups.Fit(patches.Line, patches.Line) && PartLength <= gathered * MostCopied;
        _mostRows = _inPlace ? MatrixBlocks.RowsInPlace(columns) : MatrixBlocks.Rows;
    }

    public int BlockDepth => _inPlace ? _lines * _width : MatrixBlocks.LastDepth;

    public nint PartUnit => !_inPlace ? MatrixBlocks.Depth : _width < _patches.Width.Positions ? _patches.Width.Positions : _lines * _width;

    private nint PartLength => (nint)PatchGroups.Reach(_patches.Depth, 1)
        * PatchGroups.Reach(_patches.Height, _lines)
        * PatchGroups.Reach(_patches.Width, _width)
        * _patches.Channels;

    public int Tiles<TTile>()
        where TTile : struct, IMatrixTile
        => checked((int)((_patches.Columns + TileRows<TTile>() - 1) / TileRows<TTile>()));

    // A line of a patch may be cut by tiles on both sides, and its last group need not be full.
    public int TileGroups<TTile>()
        where TTile : struct, IMatrixTile
        => _inPlace
            ? ((int)TileRows<TTile>() / RowGroups.GroupRows) + (_patches.Line % RowGroups.GroupRows == 0 ? 0 : (int)TileRows<TTile>() / _patches.Line) + 2
            : (int)TileRows<TTile>() / RowGroups.GroupRows;

    public nint ScratchLength<TTile>()
        where TTile : struct, IMatrixTile
        => _inPlace ? PartLength : TileRows<TTile>() * MatrixBlocks.LastDepth;

    public void Open<TLane, TTile>(int tile, float* scratch, ref RowGroups groups)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        groups.Start = tile * TileRows<TTile>();
        groups.End = Math.Min(_patches.Columns, groups.Start + TileRows<TTile>());
        if (!_inPlace)
        {
            groups.AddRun(groups.Start, groups.End - groups.Start, goesBack: false);
            return;
        }

        // Groups do not cross the lines of a patch.
        for (nint row = groups.Start; row < groups.End;)
        {
            nint end = Math.Min(groups.End, ((row / _patches.Line) + 1) * _patches.Line);
            AddLine(row, end - row, ref groups);
            row = end;
        }
    }

    public void Load<TLane, TTile>(float* scratch, nint k, nint endDepth, ref RowGroups groups, ref TileSteps steps)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        steps.LeftOffset = 0;
        steps.LeftRow = 1;
        if (!_inPlace)
        {
            LoadGathered<TLane, TTile>(scratch, k, MatrixBlocks.Block(endDepth - k), ref groups, ref steps);
            return;
        }

        var (depth, height, width) = (_patches.Depth, _patches.Height, _patches.Width);
        (nint line, nint w) = Math.DivRem(k, width.Positions);
        (nint plane, nint h) = Math.DivRem(line, height.Positions);
        (nint image, nint d) = Math.DivRem(plane, depth.Positions);
        int positions = Math.Min(_width, width.Positions - (int)w);
        int lines = (int)Math.Min(Math.Min(_lines, height.Positions - h), (endDepth - k) / positions);
        (int firstDepth, int firstHeight, _) = Tap(groups.Start);
        (int lastDepth, int lastHeight, _) = Tap(groups.End - 1);
        if (firstDepth < lastDepth)
        {
            (firstHeight, lastHeight) = (0, height.Taps - 1);
        }

        float* part = _patches.Part<TLane>(
            image,
            (depth.At((int)d) + (firstDepth * depth.TapStep), height.At((int)h) + (firstHeight * height.TapStep), width.At((int)w)),
            (((lastDepth - firstDepth) * depth.TapStep) + 1,
                ((lines - 1) * height.Step) + ((lastHeight - firstHeight) * height.TapStep) + 1,
                PatchGroups.Reach(width, positions)),
            scratch,
            out nint lineStep,
            out nint slice);
        for (int i = 0; i < groups.Count; i++)
        {
            var (tapDepth, tapHeight, offset) = Tap(groups.Row(i));
            groups.Bases[i] = part
                + ((tapDepth - firstDepth) * depth.TapStep * slice)
                + ((tapHeight - firstHeight) * height.TapStep * lineStep)
                + offset;
        }

        steps.LeftDepth = (nint)width.Step * _patches.Channels;
        steps.LeftRun = height.Step * lineStep;
        steps.Depth = positions;
        steps.Runs = lines;
    }

    /// <summary>Adds the groups of a part of a line; a last one begins earlier, but not before the line.</summary>
    private void AddLine(nint row, nint rows, ref RowGroups groups)
    {
        nint offset = row % _patches.Line;
        if (rows < RowGroups.GroupRows && offset + rows < RowGroups.GroupRows)
        {
            // At the beginning of a line: the rows around are there, but do not count.
            groups.Add(row - offset, (int)offset, (int)(offset + rows));
        }
        else
        {
            groups.AddRun(row, rows, goesBack: true);
        }
    }

    private void LoadGathered<TLane, TTile>(float* scratch, nint k, nint depth, ref RowGroups groups, ref TileSteps steps)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        nint rows = groups.End - groups.Start;
        nint stride = MatrixBlocks.RoundUp(rows, RowGroups.GroupRows);
        _patches.CopyRows<TLane>(scratch, stride, k, depth, groups.Start, rows);
        for (nint row = rows; row < stride; row++)
        {
            for (nint i = 0; i < depth; i++)
            {
                scratch[(i * stride) + row] = 0f;
            }
        }

        steps.LeftDepth = stride;
        steps.Depth = depth;
        steps.Runs = 1;
        for (int i = 0; i < groups.Count; i++)
        {
            groups.Bases[i] = scratch + (groups.Row(i) - groups.Start);
        }
    }

    /// <summary>The tap of a row, and its place in the line.</summary>
    private (int Depth, int Height, nint Offset) Tap(nint row)
    {
        (nint tap, nint offset) = Math.DivRem(row, _patches.Line);
        return ((int)(tap / _patches.Height.Taps), (int)(tap % _patches.Height.Taps), offset);
    }

    private nint TileRows<TTile>()
        where TTile : struct, IMatrixTile
        => MatrixBlocks.Even(_patches.Columns, _mostRows, TTile.Rows);
}
