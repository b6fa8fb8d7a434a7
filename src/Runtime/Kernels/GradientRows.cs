namespace Compiled.Kernels;

/// <summary>
/// Which rows of a table have a gradient: those that the ids of a batch name. All others of the table's block of gradients are zero and stay so,
/// so that no step goes over the whole of it.
/// </summary>
public unsafe struct GradientRows
{
    // A bit for each row of the table: whether it is among the numbers.
    private readonly uint* _marks;

    /// <summary>The rows of a table, none of which has a gradient.</summary>
    /// <param name="numbers">Room for the numbers of all rows.</param>
    /// <param name="marks">A bit for each row, zero.</param>
    internal GradientRows(int* numbers, uint* marks)
    {
        Numbers = numbers;
        _marks = marks;
    }

    /// <summary>The numbers of the rows, each once, in the order in which ids first name them; null for a weight with gradients everywhere.</summary>
    internal int* Numbers { get; }

    /// <summary>How many there are.</summary>
    internal nint Count { get; private set; }

    /// <summary>The elements that a table's numbers and marks take, four bytes each.</summary>
    internal static long RoomOf(long rows) => rows + ((rows + 31) / 32);

    /// <summary>Zeros the rows of the batch before, and notes those of another.</summary>
    /// <param name="gradients">The table's gradients: rows × columns.</param>
    /// <param name="columns">The length of a row.</param>
    /// <param name="ids">Numbers of rows; one outside [0, rows) is none.</param>
    /// <param name="count">The number of ids.</param>
    /// <param name="rows">The length of the table.</param>
    internal void Replace(float* gradients, nint columns, int* ids, nint count, nint rows)
    {
        for (nint i = 0; i < Count; i++)
        {
            nint row = Numbers[i];
            new Span<float>(gradients + (row * columns), (int)columns).Clear();
            _marks[row >> 5] = 0;
        }

        Count = 0;
        for (nint i = 0; i < count; i++)
        {
            nint row = ids[i];
            if ((nuint)row >= (nuint)rows)
            {
                continue;
            }

            uint mark = 1u << (int)(row & 31);
            if ((_marks[row >> 5] & mark) == 0)
            {
                _marks[row >> 5] |= mark;
                Numbers[Count++] = (int)row;
            }
        }
    }
}
