namespace Compiled;

/// <summary>
/// Where the pixel that is seen at (row, column) was: row' = RowOfRow · row + RowOfColumn · column + RowOffset, and the column alike.
/// </summary>
internal readonly record struct AffineMap(
    double RowOfRow, double RowOfColumn, double RowOffset, double ColumnOfRow, double ColumnOfColumn, double ColumnOffset)
{
    public static AffineMap Identity { get; } = new(1, 0, 0, 0, 1, 0);

    /// <summary>The geometry of a variation around the origin, with Keras's matrices in Keras's order.</summary>
    public static AffineMap Of(in ImageTransform transform)
    {
        (double sine, double cosine) = transform.Rotation == 0 ? (0, 1) : Math.SinCos(double.DegreesToRadians(transform.Rotation));
        (double lean, double upright) = transform.Shear == 0 ? (0, 1) : Math.SinCos(double.DegreesToRadians(transform.Shear));
        return new AffineMap(cosine, -sine, 0, sine, cosine, 0)
            .After(new(1, 0, transform.RowShift, 0, 1, transform.ColumnShift))
            .After(new(1, -lean, 0, 0, upright, 0))
            .After(new(transform.RowZoom, 0, 0, 0, transform.ColumnZoom, 0));
    }

    /// <summary>The same map with its origin between the four corner pixels.</summary>
    public AffineMap AroundCenter(int height, int width)
    {
        double row = (height - 1) / 2.0;
        double column = (width - 1) / 2.0;
        return new AffineMap(1, 0, row, 0, 1, column).After(this).After(new(1, 0, -row, 0, 1, -column));
    }

    private AffineMap After(in AffineMap first) => new(
        (RowOfRow * first.RowOfRow) + (RowOfColumn * first.ColumnOfRow),
        (RowOfRow * first.RowOfColumn) + (RowOfColumn * first.ColumnOfColumn),
        (RowOfRow * first.RowOffset) + (RowOfColumn * first.ColumnOffset) + RowOffset,
        (ColumnOfRow * first.RowOfRow) + (ColumnOfColumn * first.ColumnOfRow),
        (ColumnOfRow * first.RowOfColumn) + (ColumnOfColumn * first.ColumnOfColumn),
        (ColumnOfRow * first.RowOffset) + (ColumnOfColumn * first.ColumnOffset) + ColumnOffset);
}
