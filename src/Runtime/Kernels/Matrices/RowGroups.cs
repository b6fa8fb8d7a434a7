using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// The rows of a tile, in groups as micro-kernels take them: within a group rows are as far apart as in all, groups lie anywhere.
/// </summary>
internal unsafe struct RowGroups
{
    /// <summary>The rows of a group.</summary>
    public const int GroupRows = 2;

    /// <summary>
    /// The most groups of a tile: of two rows each, one more for each line of a patch that these do not fill (it has three values or more),
    /// and those that fill up the last panel.
    /// </summary>
    public const int Most = (MatrixBlocks.MostRows / GroupRows) + (MatrixBlocks.MostRows / 3) + 4;

    /// <summary>Where each group lies; the left side says so for each block of the depth.</summary>
    public readonly float** Bases;

    private readonly nint* _rows;
    private readonly int* _first;
    private readonly int* _end;

    /// <param name="memory">Room for all groups: three words each.</param>
    public RowGroups(nint* memory)
    {
        Bases = (float**)memory;
        _rows = memory + Most;
        _first = (int*)(memory + (2 * Most));
        _end = _first + Most;
    }

    /// <summary>The number of groups.</summary>
    public int Count { get; private set; }

    /// <summary>What the left side wants to remember of the tile: where it begins.</summary>
    public nint Start { get; set; }

    /// <summary>What the left side wants to remember of the tile: where it ends.</summary>
    public nint End { get; set; }

    /// <summary>What the left side wants to remember of the tile: the distance of lines, in floats.</summary>
    public nint Line { get; set; }

    /// <summary>What the left side wants to remember of the tile: the distance of slices, in floats.</summary>
    public nint Slice { get; set; }

    /// <summary>The first row of a group, whether it counts or not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nint Row(int group) => _rows[group];

    /// <summary>The first row of a group that counts, from its first row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int FirstOf(int group) => _first[group];

    /// <summary>Behind the last row of a group that counts, from its first row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int EndOf(int group) => _end[group];

    /// <summary>Adds a group.</summary>
    /// <param name="row">Its first row.</param>
    /// <param name="first">The first row that counts.</param>
    /// <param name="end">Behind the last row that counts.</param>
    public void Add(nint row, int first, int end)
    {
        _rows[Count] = row;
        _first[Count] = first;
        _end[Count] = end;
        Count++;
    }

    /// <summary>
    /// Adds the groups of rows that lie next to each other. A last group that is not full may begin earlier, so that nothing behind the
    /// last row is read; the rows that it shares with the group before count once.
    /// </summary>
    /// <param name="row">The first row.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="goesBack">Whether a last group begins earlier; then there are enough rows before it.</param>
    public void AddRun(nint row, nint rows, bool goesBack)
    {
        nint at = 0;
        for (; at <= rows - GroupRows; at += GroupRows)
        {
            Add(row + at, 0, GroupRows);
        }

        if (at < rows)
        {
            int rest = (int)(rows - at);
            int back = goesBack ? GroupRows - rest : 0;
            Add(row + at - back, back, back + rest);
        }
    }

    /// <summary>How many groups the next micro-kernel does where so many are left: a whole one's or a low one's, so that few rows are done in vain.</summary>
    public static int Next<TTile>(int left)
        where TTile : struct, IMatrixTile
    {
        int whole = TTile.Rows / GroupRows;
        int low = TTile.LowRows / GroupRows;
        return left <= low || (left > whole && left <= 2 * low) ? low : whole;
    }

    /// <summary>Repeats the last group, with nothing that counts, until every micro-kernel finds as many as it takes.</summary>
    public void Fill()
    {
        while (Count % MatrixHalfTile.Groups != 0)
        {
            Bases[Count] = Bases[Count - 1];
            Add(_rows[Count - 1], 0, 0);
        }
    }
}
