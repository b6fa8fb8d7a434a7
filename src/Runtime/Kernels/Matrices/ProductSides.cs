namespace Compiled.Kernels;

/// <summary>The left side of a blocked product: rows × depth, wherever they come from. It decides how both are cut.</summary>
internal unsafe interface ILeftSide
{
    /// <summary>The longest block of the depth; longer sums are made of several.</summary>
    int BlockDepth { get; }

    /// <summary>The depth is cut into parts of a multiple of this.</summary>
    nint PartUnit { get; }

    /// <summary>Into how many tiles the rows are cut.</summary>
    int Tiles<TTile>()
        where TTile : struct, IMatrixTile;

    /// <summary>The most groups of rows of a tile.</summary>
    int TileGroups<TTile>()
        where TTile : struct, IMatrixTile;

    /// <summary>The memory that a tile needs for what it copies, in floats.</summary>
    nint ScratchLength<TTile>()
        where TTile : struct, IMatrixTile;

    /// <summary>Lists the groups of rows of a tile.</summary>
    void Open<TLane, TTile>(int tile, float* scratch, ref RowGroups groups)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile;

    /// <summary>
    /// Makes ready a block of the depth from <paramref name="k"/> on: says where the groups lie, how it is gone over, and how long it is.
    /// </summary>
    void Load<TLane, TTile>(float* scratch, nint k, nint endDepth, ref RowGroups groups, ref TileSteps steps)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile;
}

/// <summary>The right side of a blocked product: depth × columns, wherever they come from.</summary>
internal unsafe interface IRightSide
{
    /// <summary>The first element where the rows lie in memory as they are, else null.</summary>
    float* Address { get; }

    /// <summary>From one row at <see cref="Address"/> to the next, in floats.</summary>
    nint Stride { get; }

    /// <summary>The panels of the whole where they are made already, one after the other, else null.</summary>
    float* Panels { get; }

    /// <summary>
    /// Copies columns into panels of two lanes, one panel after the other, row after row. What a last panel lacks is zero.
    /// </summary>
    void Pack<TLane>(float* destination, nint firstColumn, nint endColumn, nint firstDepth, nint depth)
        where TLane : struct, ILane<TLane>;
}
