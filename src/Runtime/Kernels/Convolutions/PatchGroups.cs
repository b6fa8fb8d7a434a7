namespace Compiled.Kernels;

/// <summary>When and how patches are read where the image lies. Sizes alone decide, for every micro-kernel alike.</summary>
internal static class PatchGroups
{
    // So many steps of the depth may be one block: its columns still fit the first-level cache.
    private const int MostDepth = 384;

    // Lines of patches so short that gathering them costs more than computing a third more rows.
    private const int ShortLine = 32;

    /// <summary>Whether groups of rows fit: an eighth of their rows may be computed for nothing, or a third where lines are short.</summary>
    /// <param name="length">How many rows lie next to each other.</param>
    /// <param name="line">The part of a patch that is gathered in one piece.</param>
    public static bool Fit(int length, int line)
    {
        int computed = MatrixBlocks.RoundUp(length, RowGroups.GroupRows);
        return length == 0 || (length >= RowGroups.GroupRows && (line <= ShortLine ? computed * 3 <= length * 4 : computed * 8 <= length * 9));
    }

    /// <summary>The depth of a block: as many lines of a patch as fit, or a piece of one.</summary>
    public static int BlockDepth(int line, int lines)
        => line <= MostDepth ? Math.Min(MostDepth / line, lines) * line : (int)MatrixBlocks.Even(line, MatrixBlocks.Depth, 1);

    /// <summary>How far neighbouring patches reach along an axis.</summary>
    public static int Reach(PatchAxis axis, int positions) => ((positions - 1) * axis.Step) + ((axis.Taps - 1) * axis.TapStep) + 1;
}
