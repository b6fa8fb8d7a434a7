using System.Collections.Immutable;

namespace Compiled;

/// <summary>How a CSV file is written.</summary>
public sealed record CsvOptions
{
    /// <summary>Between the fields of a line.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Before the fraction of a number.</summary>
    public char DecimalSeparator { get; init; } = '.';

    /// <summary>Whether the first line names the columns; else they are named by their numbers, from 0.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>What stands for a number that is not known; it is read as NaN.</summary>
    public ImmutableArray<string> Missing { get; init; } = ["", "NA", "N/A", "NaN", "nan", "null", "?"];
}
