using System.Numerics;

namespace Compiled;

/// <summary>The five filters of PNG (section 9): each byte of a row is written as its difference from a guess.</summary>
internal static class PngFilters
{
    public const int Count = 5;

    private const int None = 0;
    private const int Sub = 1;
    private const int Up = 2;
    private const int Average = 3;
    private const int Paeth = 4;

    /// <summary>Turns differences into bytes, in place.</summary>
    /// <param name="filter">The filter's number, as the file says.</param>
    /// <param name="row">The filtered row.</param>
    /// <param name="above">The row above, unfiltered; zeros above the first.</param>
    /// <param name="distance">From a byte to that of the pixel to the left.</param>
    /// <exception cref="InvalidDataException">There is no such filter.</exception>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        above = above[..row.Length];
        switch (filter)
        {
            case None:
                break;
            case Up:
                UndoUp(row, above);
                break;
            case Sub:
                for (int i = distance; i < row.Length; i++)
                {
                    row[i] += row[i - distance];
                }

                break;
            case Average:
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] += (byte)(((i < distance ? 0 : row[i - distance]) + above[i]) / 2);
                }

                break;
            case Paeth:
                int first = Math.Min(distance, row.Length);
                for (int i = 0; i < first; i++)
                {
                    row[i] += above[i];
                }

                for (int i = distance; i < row.Length; i++)
                {
                    row[i] += Nearest(row[i - distance], above[i], above[i - distance]);
                }

                break;
            default:
                throw new InvalidDataException($"filter {filter} is unknown.");
        }
    }

    /// <summary>Turns bytes into differences.</summary>
    /// <param name="filter">The filter's number.</param>
    /// <param name="row">The row as it is.</param>
    /// <param name="above">The row above; zeros above the first.</param>
    /// <param name="distance">From a byte to that of the pixel to the left.</param>
    /// <param name="filtered">Room for the row.</param>
    public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int distance, Span<byte> filtered)
    {
        for (int i = 0; i < row.Length; i++)
        {
            byte left = i < distance ? (byte)0 : row[i - distance];
            byte corner = i < distance ? (byte)0 : above[i - distance];
            filtered[i] = (byte)(row[i] - filter switch
            {
                Sub => left,
                Up => above[i],
                Average => (left + above[i]) / 2,
                Paeth => Nearest(left, above[i], corner),
                _ => 0,
            });
        }
    }

    private static void UndoUp(Span<byte> row, ReadOnlySpan<byte> above)
    {
        int i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            (new Vector<byte>(row[i..]) + new Vector<byte>(above[i..])).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++)
        {
            row[i] += above[i];
        }
    }

    /// <summary>That of the three neighbours which is nearest to left + up − corner (Paeth 1991).</summary>
    private static byte Nearest(int left, int up, int corner)
    {
        int toLeft = Math.Abs(up - corner);
        int toUp = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + up - (2 * corner));
        return (byte)(toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner);
    }
}
