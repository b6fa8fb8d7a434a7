namespace Compiled.Kernels;

/// <summary>
/// The blocking constants of the matrix product. The depth block is part of the result: sums run over it one by one,
/// and the blocks' sums are added in order, for every instruction set and path alike; so are <see cref="Parts"/>.
/// All else only moves work about.
/// </summary>
internal static class MatrixBlocks
{
    /// <summary>The depth that is summed in registers: a panel of the right matrix then fits the first-level cache.</summary>
    public const int Depth = 256;

    /// <summary>A last block may be so long: a short one of its own would cost more than it saves.</summary>
    public const int LastDepth = 320;

    /// <summary>At most so many rows in a tile, but see <see cref="MostTileRows"/>: their part of the left matrix fits the second-level cache.</summary>
    public const int Rows = 96;

    // So many rows are one tile where each thread finds enough of them side by side: what a tile packs or reads serves all rows.
    private const int LoneRows = 192;
    private const int LonePanels = 2;

    /// <summary>At most so many columns in a tile that packs its part of the right matrix: it fits the second-level cache.</summary>
    public const int Columns = 256;

    /// <summary>At most so many rows in a tile of few columns, whose left side is read in place.</summary>
    public const int MostRows = 384;

    /// <summary>A line of the cache; whole lanes of every width.</summary>
    public const int RowColumnUnit = 16;

    // So many rows at most read a wide matrix along its rows, together. Of a matrix that a cache holds, tiles, which keep the sums of their rows
    // in registers, are faster for all but the fewest.
    private const int MostWideRows = 16;
    private const int FewWideRows = 4;

    // The columns of a tile of such a matrix for one row, for few, and for more; see MostRowColumns.
    private const int OneRowColumns = 2048, FewRowsColumns = 1024, MoreRowsColumns = 512;

    /// <summary>With no more rows than this the right matrix is read where it lies, as packing would cost more than it saves.</summary>
    private const int UnpackedRows = 12;

    /// <summary>The same where rows of the right matrix are no longer than <see cref="NearColumns"/>: a panel of it then lies on few pages.</summary>
    private const int UnpackedNearRows = 192;
    private const int NearColumns = 512;

    // Of a matrix that is read where it lies, a last panel that is not full is copied as a whole; that of so deep a one takes a megabyte.
    private const int NearDepth = 1 << 13;

    // With no more columns than this the left matrix is read where it lies: what is copied is used too little.
    private const int UnpackedColumns = 32;

    // Rows of a left matrix that is not transposed, at a multiple of this distance in floats, have the same lines of the nearest cache; then they
    // are copied.
    private const int SharedStride = 1024;

    // With rows no longer than this a transposed left matrix is read where it lies: a few steps share a page. With longer ones, too, where so few
    // panels go over a matrix that the caches hold, whatever the distance of its rows.
    private const int UnpackedStride = 128;
    private const int UnpackedPanels = 4;
    private const int UnpackedLength = 1 << 19;

    /// <summary>The columns of a panel where registers are widest.</summary>
    public const int WidestPanel = 32;

    /// <summary>The panels that are packed together at most: a row of the right matrix is then read in longer pieces.</summary>
    public const int PanelsAtOnce = 4;

    private const int FewTiles = 4;
    private const int CachedRight = 1 << 19;

    // The packed part of the right matrix, in floats; wider products are cut.
    private const int PackedRight = 1 << 22;

    // At most so many columns in any other tile: a left side that is copied is copied anew for each, and the sums between blocks of the
    // depth fit the second-level cache. Fewer where threads share tiles, which are then more.
    private const int WidestColumns = 1024;
    private const int SharedColumns = 512;

    // So many tiles for each thread that shares them, so that none waits long for the last.
    private const int ThreadTiles = 4;

    // Below this depth, in blocks, a sum is not cut, which the generator's LoopCost counts on; a part has at least so many blocks, and there are at
    // most so many parts.
    private const int LeastBlocks = 8;
    private const int LeastPart = 2;
    private const int MostParts = 32;

    // The sums of all parts, in floats, for which memory is taken.
    private const int MostSums = 1 << 20;

    /// <summary>The columns of a panel of a right side: two lanes.</summary>
    public static int PanelWidth<TLane>()
        where TLane : struct, ILane<TLane>
        => 2 * TLane.Width;

    /// <summary>What so many multiply-adds count among the operations that threads share: tiles do several at once.</summary>
    public static double Operations(double multiplyAdds) => multiplyAdds / 4;

    /// <summary>The columns that are packed at a time: whole tiles where they fit, else panels, and one at least.</summary>
    public static nint PackedColumns(nint depth, nint tileColumns, int panel)
    {
        nint most = PackedRight / Math.Max(depth, 1);
        return most >= tileColumns ? most / tileColumns * tileColumns : Math.Max(1, most / panel) * panel;
    }

    /// <summary>Floats packed for which waking other threads pays.</summary>
    public static long PackThreshold => Tiling.TileWork / 4;

    /// <summary>Whether the right matrix is read where it lies, for so many rows.</summary>
    public static bool IsReadInPlace(nint rows, nint columns, nint depth)
        => rows <= UnpackedRows || (rows <= UnpackedNearRows && columns <= NearColumns && depth <= NearDepth);

    /// <summary>Whether a left matrix is read where it lies, and not copied tile by tile. Results do not depend on it.</summary>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="columns">The columns of the product.</param>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="isTransposed">Whether the matrix lies transposed, depth × rows.</param>
    /// <param name="panel">The columns of a panel.</param>
    public static bool IsLeftReadInPlace(nint rows, nint columns, nint depth, bool isTransposed, int panel)
        => columns <= UnpackedColumns
            || (isTransposed ? rows <= UnpackedStride || (columns <= UnpackedPanels * panel && rows * depth <= UnpackedLength) : depth % SharedStride != 0);

    /// <summary>
    /// Whether rows are so few, and the matrix that is read where it lies so wide, that it is read along its rows: down a panel
    /// of it each row would be on another page. Results do not depend on it.
    /// </summary>
    /// <param name="threads">Those that may share the columns.</param>
    public static bool IsReadAlongRows(nint rows, nint columns, nint depth, int threads)
        => rows == 1 ? columns >= WideSums.LeastColumns
            : columns > NearColumns && columns >= (nint)threads * WideSums.LeastColumns
                && (rows <= FewWideRows || (rows <= MostWideRows && depth * columns >= WideSums.FarLength));

    /// <summary>
    /// At most so many columns in a tile of a matrix that is read along its rows: the sums leave room in the nearest cache, and of more rows than a
    /// micro-kernel has, a block of the matrix stays in the second-level cache for the next ones.
    /// </summary>
    public static nint MostRowColumns(nint rows) => rows == 1 ? OneRowColumns : rows <= WideSums.TileRows ? FewRowsColumns : MoreRowsColumns;

    /// <summary>
    /// The columns of such a tile where threads share them: a page at most, which threads together read nearly as fast as longer pieces, and
    /// no fewer than are still read as memory is read fastest. Whole lines of the cache.
    /// </summary>
    public static nint SharedRowColumns(nint rows, nint columns, int threads)
        => RoundUp(Math.Clamp(columns / threads, WideSums.LeastColumns, Math.Min(MostRowColumns(rows), FewRowsColumns)), RowColumnUnit);

    /// <summary>The columns of a tile: fewer where threads would else find too few tiles. Results do not depend on it.</summary>
    /// <param name="columns">The columns of the product.</param>
    /// <param name="tilesDown">The tiles of the same columns.</param>
    /// <param name="threads">Those that share the tiles.</param>
    /// <param name="panel">The columns of a panel, of which a tile has a whole number.</param>
    /// <param name="place">Where the tiles read the right matrix.</param>
    public static nint TileColumns(nint columns, nint tilesDown, int threads, int panel, RightPlace place)
    {
        nint most = place == RightPlace.Tile ? Columns : threads == 1 ? WidestColumns : SharedColumns;
        most = threads == 1 ? most : Math.Min(most, columns * tilesDown / (ThreadTiles * threads));
        return Even(columns, Math.Max(most, panel), panel);
    }

    /// <summary>
    /// Whether each tile copies its part of the right matrix for itself: where one tile needs it, or few do and the whole is too large to
    /// stay in the caches until they come.
    /// </summary>
    public static bool PacksInTiles(int tilesDown, nint columns, nint depth)
        => tilesDown == 1 || (tilesDown <= FewTiles && depth * columns > CachedRight);

    /// <summary>
    /// At most so many rows in a tile whose left side is read in place: more where columns are few, so that the right side is packed for more
    /// rows at once, while the sums between blocks of the depth take the same room in the caches.
    /// </summary>
    public static nint RowsInPlace(nint columns) => Math.Clamp(Rows * Columns / Math.Max(columns, 1), Rows, MostRows);

    /// <summary>At most so many rows in a tile.</summary>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="columns">The columns of the product.</param>
    /// <param name="threads">Those that may share it.</param>
    /// <param name="panel">The columns of a panel.</param>
    public static int MostTileRows(nint rows, nint columns, int threads, int panel)
        => rows <= LoneRows && columns >= (nint)LonePanels * threads * panel ? LoneRows : Rows;

    /// <summary>Whether the sums of products of two rows and more are added in the same order, however many rows there are.</summary>
    public static bool AddsInOrder(nint depth) => (depth + Depth - 1) / Depth < LeastBlocks;

    /// <summary>The length of the next block where <paramref name="rest"/> is left of the depth.</summary>
    public static nint Block(nint rest) => rest <= LastDepth ? rest : Depth;

    /// <summary>
    /// Into how many parts the depth is cut, so that threads share a product of few rows and columns and great depth, as the gradient
    /// of a kernel is. Each part is summed by itself, and the parts' sums are added in order: the sizes alone decide.
    /// </summary>
    /// <param name="unit">The depth is cut at multiples of this, of the order of <see cref="Depth"/>.</param>
    public static int Parts(nint rows, nint columns, nint depth, nint unit)
    {
        nint blocks = (depth + unit - 1) / unit;
        nint tiles = (rows + Rows - 1) / Rows * ((columns + Columns - 1) / Columns);
        if (blocks < LeastBlocks || tiles >= MostParts)
        {
            return 1;
        }

        nint parts = Math.Min(Math.Min(MostParts / tiles, blocks / LeastPart), MostSums / (rows * columns));
        if (parts <= 1)
        {
            return 1;
        }

        // Parts are whole blocks; where they do not come out even there are fewer of them.
        nint partDepth = PartDepth(depth, (int)parts, unit);
        return (int)((depth + partDepth - 1) / partDepth);
    }

    /// <summary>The length of a part of the depth; the last may be shorter.</summary>
    public static nint PartDepth(nint depth, int parts, nint unit)
    {
        if (parts == 1)
        {
            return depth;
        }

        nint blocks = (depth + unit - 1) / unit;
        return (blocks + parts - 1) / parts * unit;
    }

    /// <summary>The next multiple of a unit.</summary>
    public static nint RoundUp(nint length, nint unit) => (length + unit - 1) / unit * unit;

    /// <summary>The next multiple of a unit.</summary>
    public static int RoundUp(int length, int unit) => (length + unit - 1) / unit * unit;

    /// <summary>The size of parts of nearly equal size, at most <paramref name="most"/>, in whole units.</summary>
    public static nint Even(nint length, nint most, nint unit)
    {
        nint parts = (length + most - 1) / most;
        return RoundUp((length + parts - 1) / parts, unit);
    }
}
