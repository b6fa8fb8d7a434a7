namespace Compiled.Kernels;

/// <summary>How a rectangle of elements is cut into tiles: by its size alone, never by the number of threads.</summary>
internal readonly struct Tiling
{
    private readonly nint _rows;
    private readonly nint _columns;
    private readonly nint _tileRows;
    private readonly nint _tileColumns;
    private readonly int _across;

    private Tiling(nint rows, nint columns, nint tileRows, nint tileColumns)
    {
        _rows = rows;
        _columns = columns;
        _tileRows = tileRows;
        _tileColumns = tileColumns;
        _across = (int)((columns + tileColumns - 1) / tileColumns);
        Count = checked(_across * (int)((rows + tileRows - 1) / tileRows));
    }

    /// <summary>The work of one tile, in operations. Tests make it small, so that small models share their work too.</summary>
    public static long TileWork { get; set; } = 1 << 16;

    public int Count { get; }

    public static Tiling Of(nint rows, nint columns, int cost)
    {
        // At most 4096 tiles; columns are cut at multiples of 64 so that no two tiles write to one cache line of aligned data.
        long elements = Math.Max(TileWork / Math.Max(cost, 1), (long)rows * columns / 4096) + 1;
        nint tileColumns = columns <= elements ? columns : ((nint)elements + 63) & ~63;
        nint tileRows = columns <= elements ? Math.Max(1, (nint)(elements / columns)) : 1;
        return new Tiling(rows, columns, tileRows, tileColumns);
    }

    public void Bounds(int tile, out nint firstRow, out nint endRow, out nint firstColumn, out nint endColumn)
    {
        firstRow = tile / _across * _tileRows;
        endRow = Math.Min(_rows, firstRow + _tileRows);
        firstColumn = tile % _across * _tileColumns;
        endColumn = Math.Min(_columns, firstColumn + _tileColumns);
    }
}
