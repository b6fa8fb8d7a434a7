namespace Compiled.Kernels;

/// <summary>How a product is cut into tiles, where its right side is read, and what memory that takes. Sizes alone decide what is summed with what.</summary>
internal readonly unsafe struct ProductPlan
{
    public readonly nint Rows;
    public readonly nint Columns;
    public readonly nint Depth;

    /// <summary>Into how many sums of their own the depth is cut, and how long they are; the last may be shorter.</summary>
    public readonly int Parts;
    public readonly nint PartDepth;

    public readonly RightPlace Place;
    public readonly int TilesDown;
    public readonly nint TileColumns;

    /// <summary>The columns that are packed at a time.</summary>
    public readonly nint Slab;

    /// <summary>The panels that are packed for all tiles, in floats.</summary>
    public readonly nint PackedLength;

    /// <summary>For each worker: the sums of a tile between blocks of the depth, if there are several, and copied rows of the left side.</summary>
    public readonly nint PartialLength;
    public readonly nint LeftLength;

    /// <summary>All that a worker needs.</summary>
    public readonly nint TileScratch;

    private ProductPlan(nint rows, nint columns, nint depth, int parts, nint partDepth, RightPlace place, int tilesDown, int tileRows, int panel, nint block, nint leftLength, int threads)
    {
        (Rows, Columns, Depth, Parts, PartDepth, Place, TilesDown) = (rows, columns, depth, parts, partDepth, place, tilesDown);
        TileColumns = MatrixBlocks.TileColumns(columns, (nint)tilesDown * parts, threads, panel, place);
        Slab = place == RightPlace.Ahead ? MatrixBlocks.PackedColumns(depth, TileColumns, panel) : MatrixBlocks.RoundUp(columns, panel);
        nint packed = place switch
        {
            RightPlace.Memory => columns % panel == 0 ? 0 : panel * depth,
            RightPlace.Ahead => MatrixBlocks.RoundUp(Math.Min(Slab, columns), panel) * depth,
            _ => 0,
        };
        PackedLength = MatrixBlocks.RoundUp(packed, 16);
        PartialLength = partDepth > block ? tileRows * TileColumns : 0;
        LeftLength = MatrixBlocks.RoundUp(leftLength, 16);
        nint right = place == RightPlace.Tile ? TileColumns * Math.Min(partDepth, block) : 0;
        TileScratch = MatrixBlocks.RoundUp(PartialLength + LeftLength + right, 16);
    }

    /// <param name="left">rows × depth.</param>
    /// <param name="right">depth × columns.</param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="columns">The columns of the product.</param>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="parts">Into how many sums of their own the depth is cut.</param>
    /// <param name="threads">How many share it.</param>
    public static ProductPlan Of<TLane, TTile, TLeft, TRight>(in TLeft left, in TRight right, nint rows, nint columns, nint depth, int parts, int threads)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
        where TLeft : unmanaged, ILeftSide
        where TRight : unmanaged, IRightSide
    {
        int tilesDown = left.Tiles<TTile>();
        RightPlace place = right.Panels != null ? RightPlace.Panels
            : right.Address != null && MatrixBlocks.IsReadInPlace(rows, columns, depth) ? RightPlace.Memory
            : parts > 1 || MatrixBlocks.PacksInTiles(tilesDown, columns, depth) ? RightPlace.Tile
            : RightPlace.Ahead;
        int tileRows = MatrixBlocks.RoundUp(left.TileGroups<TTile>(), MatrixHalfTile.Groups) * RowGroups.GroupRows;
        nint partDepth = MatrixBlocks.PartDepth(depth, parts, left.PartUnit);
        return new(rows, columns, depth, parts, partDepth, place, tilesDown, tileRows, MatrixBlocks.PanelWidth<TLane>(), left.BlockDepth, left.ScratchLength<TTile>(), threads);
    }
}
