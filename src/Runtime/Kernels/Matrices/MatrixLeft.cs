namespace Compiled.Kernels;

/// <summary>A left side that is a matrix in memory.</summary>
internal readonly unsafe struct MatrixLeft : ILeftSide
{
    private readonly float* _source;
    private readonly nint _stride;
    private readonly nint _rows;
    private readonly bool _isTransposed;
    private readonly bool _isCopied;
    private readonly int _mostRows;

    /// <param name="source">The first element.</param>
    /// <param name="stride">From one row in memory to the next, in floats.</param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="isTransposed">Whether a row in memory is a column of the product's left side.</param>
    /// <param name="isCopied">Whether tiles are copied; where there are fewer rows than a group has, they always are.</param>
    /// <param name="mostRows">Those of a tile at most.</param>
    public MatrixLeft(float* source, nint stride, nint rows, bool isTransposed, bool isCopied, int mostRows)
    {
        _mostRows = mostRows;
        _source = source;
        _stride = stride;
        _rows = rows;
        _isTransposed = isTransposed;
        _isCopied = isCopied;
    }

    public int BlockDepth => MatrixBlocks.LastDepth;

    public nint PartUnit => MatrixBlocks.Depth;

    public int Tiles<TTile>()
        where TTile : struct, IMatrixTile
        => checked((int)((_rows + TileRows<TTile>() - 1) / TileRows<TTile>()));

    public int TileGroups<TTile>()
        where TTile : struct, IMatrixTile
        => (int)TileRows<TTile>() / RowGroups.GroupRows;

    public nint ScratchLength<TTile>()
        where TTile : struct, IMatrixTile
        => IsCopied<TTile>() ? TileRows<TTile>() * MatrixBlocks.LastDepth : 0;

    public void Open<TLane, TTile>(int tile, float* scratch, ref RowGroups groups)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        nint first = tile * TileRows<TTile>();
        nint end = Math.Min(_rows, first + TileRows<TTile>());
        groups.Start = first;
        groups.End = end;
        groups.AddRun(first, end - first, goesBack: !IsCopied<TTile>());
    }

    public void Load<TLane, TTile>(float* scratch, nint k, nint endDepth, ref RowGroups groups, ref TileSteps steps)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        nint depth = MatrixBlocks.Block(endDepth - k);
        steps.Depth = depth;
        steps.Runs = 1;
        steps.LeftOffset = 0;
        steps.LeftDepth = 1;
        steps.LeftRow = depth;
        if (!IsCopied<TTile>())
        {
            steps.LeftRow = _isTransposed ? 1 : _stride;
            steps.LeftDepth = _isTransposed ? _stride : 1;
            steps.LeftOffset = k * steps.LeftDepth;
            for (int i = 0; i < groups.Count; i++)
            {
                groups.Bases[i] = _source + (groups.Row(i) * steps.LeftRow);
            }

            return;
        }

        if (_isTransposed)
        {
            PackTransposed<TTile>(scratch, groups.Start, groups.End, k, depth);
            steps.LeftRow = 1;
            steps.LeftDepth = TTile.Rows;
            for (int i = 0; i < groups.Count; i++)
            {
                (nint panel, nint row) = Math.DivRem(groups.Row(i) - groups.Start, TTile.Rows);
                groups.Bases[i] = scratch + (panel * TTile.Rows * depth) + row;
            }

            return;
        }

        PackRows<TLane>(scratch, groups.Start, groups.End, k, depth);
        for (int i = 0; i < groups.Count; i++)
        {
            groups.Bases[i] = scratch + ((groups.Row(i) - groups.Start) * depth);
        }
    }

    private void PackTransposed<TTile>(float* destination, nint firstRow, nint endRow, nint k, nint depth)
        where TTile : struct, IMatrixTile
    {
        for (nint row = firstRow; row < endRow; row += TTile.Rows)
        {
            int height = (int)Math.Min(TTile.Rows, endRow - row);
            MatrixPacking.TransposedRows<TTile>(_source + (k * _stride) + row, _stride, height, depth, destination);
            destination += TTile.Rows * depth;
        }
    }

    private void PackRows<TLane>(float* destination, nint firstRow, nint endRow, nint k, nint depth)
        where TLane : struct, ILane<TLane>
    {
        for (nint row = firstRow; row < endRow; row++)
        {
            MatrixPacking.Row<TLane>(_source + (row * _stride) + k, destination, depth);
            destination += depth;
        }

        // What a last group lacks is zero.
        nint rest = (endRow - firstRow) % RowGroups.GroupRows;
        if (rest > 0)
        {
            Movement.Fill(destination, (RowGroups.GroupRows - rest) * depth, 0f);
        }
    }

    private bool IsCopied<TTile>()
        where TTile : struct, IMatrixTile
        => _isCopied || _rows < RowGroups.GroupRows;

    private nint TileRows<TTile>()
        where TTile : struct, IMatrixTile
        => MatrixBlocks.Even(_rows, _mostRows, TTile.Rows);
}
