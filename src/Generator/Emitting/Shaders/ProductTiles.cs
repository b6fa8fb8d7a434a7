using Compiled.Generator.Graphs;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>How a product of matrices is cut for a device.</summary>
/// <param name="Rows">Of the tile of a group.</param>
/// <param name="Columns">Of the tile of a group.</param>
/// <param name="Quads">A thread computes as many squares of 4 × 4 of the tile along rows, and along columns.</param>
/// <param name="Parts">How many groups share the depth of each tile.</param>
internal sealed record ProductTiles(int Rows, int Columns, int Quads, int Parts)
{
    /// <summary>What a batch is taken for where groups are counted while building.</summary>
    private const long UsualBatch = 64;

    /// <summary>Groups that keep a large device busy.</summary>
    private const long EnoughGroups = 128;

    /// <summary>Threads that do, where each computes one element.</summary>
    private const long EnoughThreads = 16384;

    private const long MostParts = 64;

    /// <summary>A part has this depth at least, or adding up the parts would cost more than it saves.</summary>
    private const long LeastDepth = 128;

    public int ThreadsX => Columns / (4 * Quads);

    public int ThreadsY => Rows / (4 * Quads);

    public static ProductTiles Of(Dimension matrices, Dimension rows, Dimension columns, Dimension depth)
    {
        if (Groups(128, 128) >= EnoughGroups && Usual(rows) >= 128 && Usual(columns) >= 128)
        {
            return new(128, 128, 2, 1);
        }

        int tileRows = Side(rows), tileColumns = Side(columns);
        return new(tileRows, tileColumns, 1, PartsOf(Groups(tileRows, tileColumns), EnoughGroups, depth));

        long Groups(int tileRows, int tileColumns) => Usual(matrices) * ((Usual(rows) + tileRows - 1) / tileRows) * ((Usual(columns) + tileColumns - 1) / tileColumns);
    }

    /// <summary>Into how many parts the depth is cut where a thread computes an element.</summary>
    public static int NarrowParts(Dimension elements, Dimension depth) => PartsOf(Usual(elements), EnoughThreads, depth);

    /// <summary>A side of the tile that a group computes: as long as the matrix has use for.</summary>
    private static int Side(Dimension side) => side.IsConstant && side.Value <= 16 ? 16 : side.IsConstant && side.Value <= 32 ? 32 : 64;

    private static int PartsOf(long work, long enough, Dimension depth) => (int)Math.Max(1, Math.Min(MostParts, Math.Min(enough / Math.Max(1, work), Usual(depth) / LeastDepth)));

    private static long Usual(Dimension size) => size.Evaluate(_ => UsualBatch);
}
