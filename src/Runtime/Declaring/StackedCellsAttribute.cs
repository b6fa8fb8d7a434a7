namespace Compiled;

/// <summary>
/// Makes the recurrent layers beneath it the cells of one layer, Keras's <c>RNN(StackedRNNCells(…))</c>: in each step the first takes the
/// input, each other the output of the one before. The output is that of the last cell; the states are those of all cells, in order. What
/// concerns the loop (<see cref="CellDefinition"/>) is set here, what concerns a cell at the cell.
/// </summary>
/// <param name="count">How many of the layers beneath are its cells; positive.</param>
public sealed class StackedCellsAttribute(int count) : CellDefinition
{
    /// <summary>How many of the layers beneath are its cells.</summary>
    public int Count { get; } = count;
}
