namespace Compiled.Kernels;

/// <summary>
/// The blocking constants of the matrix product. The depth block is part of the result: sums run over it one by one,
/// and the blocks' sums are added in order, for every instruction set and path alike. All else only moves work about.
/// </summary>
internal static class MatrixBlocks
{
    /// <summary>The depth that is summed in registers: a panel of the right matrix then fits the first-level cache.</summary>
    public const int Depth = 256;

    /// <summary>At most so many rows in a tile: their part of the left matrix fits the second-level cache.</summary>
    public const int Rows = 96;

    /// <summary>At most so many columns in a tile.</summary>
    public const int Columns = 256;

    /// <summary>With no more rows than this the right matrix is read where it lies, as packing would cost more than it saves.</summary>
    public const int UnpackedRows = 12;

    /// <summary>
    /// With no more columns than this the left matrix is read where it lies, unless it is transposed.
    /// Else its rows are copied next to each other: rows at a distance of a power of two would share a few lines of the cache.
    /// </summary>
    public const int UnpackedColumns = 32;

    /// <summary>The packed part of the right matrix, in floats; wider products are cut.</summary>
    public const int PackedRight = 1 << 22;

    /// <summary>Multiplications for which waking other threads pays.</summary>
    public static long ThreadThreshold => 16 * Tiling.TileWork;

    /// <summary>Floats packed for which waking other threads pays.</summary>
    public static long PackThreshold => 2 * Tiling.TileWork;
}
