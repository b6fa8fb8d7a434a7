using System.Collections.Immutable;

namespace Compiled;

/// <summary>The pixels that one pass over a PNG picture brings: every so many columns and rows from a first one on.</summary>
internal readonly record struct PngPass(int FirstColumn, int FirstRow, int ColumnStep, int RowStep)
{
    /// <summary>A picture that is not interlaced comes in one pass.</summary>
    public static ImmutableArray<PngPass> Whole { get; } = [new(0, 0, 1, 1)];

    /// <summary>Adam7 (section 8.2).</summary>
    public static ImmutableArray<PngPass> Adam7 { get; } =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    /// <summary>The columns of this pass in a picture of this width; perhaps none.</summary>
    public int Columns(int width) => (width - FirstColumn + ColumnStep - 1) / ColumnStep;

    /// <summary>The rows of this pass in a picture of this height; perhaps none.</summary>
    public int Rows(int height) => (height - FirstRow + RowStep - 1) / RowStep;
}
