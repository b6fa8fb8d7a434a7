namespace Compiled.Kernels;

/// <summary>The left side of a blocked product: rows × depth, wherever they come from.</summary>
internal unsafe interface ILeftSide
{
    /// <summary>Whether whole tiles are copied; else only a last panel of fewer rows than the micro-kernel has.</summary>
    bool IsCopied { get; }

    /// <summary>Copies rows and a block of the depth of a tile. What a last panel lacks is zero.</summary>
    void Pack<TLane, TTile>(float* destination, nint firstRow, nint endRow, nint firstDepth, nint depth)
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile;

    /// <summary>Where the rows from <paramref name="row"/> lie after packing.</summary>
    /// <param name="leftRow">From one row to the next, in floats.</param>
    /// <param name="leftDepth">From one step of the depth to the next, in floats.</param>
    float* Panel<TTile>(float* packed, nint firstRow, nint row, nint k, nint depth, out nint leftRow, out nint leftDepth)
        where TTile : struct, IMatrixTile;
}

/// <summary>The right side of a blocked product: depth × columns, wherever they come from.</summary>
internal unsafe interface IRightSide
{
    /// <summary>The first element where the rows lie in memory as they are, else null.</summary>
    float* Address { get; }

    /// <summary>From one row at <see cref="Address"/> to the next, in floats.</summary>
    nint Stride { get; }

    /// <summary>
    /// Copies columns into panels of two lanes, one panel after the other, row after row. What a last panel lacks is zero.
    /// </summary>
    void Pack<TLane>(float* destination, nint firstColumn, nint endColumn, nint firstDepth, nint depth)
        where TLane : struct, ILane<TLane>;
}
