using System.Collections.Immutable;
using System.Globalization;

namespace Compiled;

/// <summary>The columns of a CSV file (RFC 4180): quoted fields may hold separators, line breaks and doubled quotes. Numbers do not depend on the machine's language.</summary>
public sealed class CsvTable
{
    private readonly string _file;
    private readonly CsvOptions _options;
    private readonly List<string[]> _rows;
    private readonly List<int> _lines;

    private CsvTable(string file, CsvOptions options, ImmutableArray<string> columns, List<string[]> rows, List<int> lines)
    {
        _file = file;
        _options = options;
        Columns = columns;
        _rows = rows;
        _lines = lines;
    }

    /// <summary>The names of the columns.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>The number of rows, the header left out.</summary>
    public int RowCount => _rows.Count;

    /// <summary>Reads a file in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is written; null for commas, points and a header.</param>
    /// <exception cref="InvalidDataException">A line has too many or too few fields, or a quote is not closed; the message has file and line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CsvTable Read(string path, CsvOptions? options = null) => Parse(File.ReadAllText(path), path, options);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The contents of a file.</param>
    /// <param name="name">Names the data in messages.</param>
    /// <param name="options">How it is written; null for commas, points and a header.</param>
    /// <inheritdoc cref="Read"/>
    public static CsvTable Parse(string text, string name, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new();
        CsvReader reader = new(text, name, options.Separator);
        ImmutableArray<string>? columns = null;
        List<string[]> rows = [];
        List<int> lines = [];
        while (reader.ReadRow(out string[] row, out int line))
        {
            if (columns is null)
            {
                columns = options.HasHeader ? [.. row] : [.. row.Select((_, index) => index.ToString(CultureInfo.InvariantCulture))];
                CheckNames(columns.Value, name);
                if (options.HasHeader)
                {
                    continue;
                }
            }

            if (row.Length != columns.Value.Length)
            {
                throw new InvalidDataException($"{name}, line {line}: the line has {Wording.Count(row.Length, "field")}, where {columns.Value.Length} are expected.");
            }

            rows.Add(row);
            lines.Add(line);
        }

        return columns is { } known
            ? new(name, options, known, rows, lines)
            : throw new InvalidDataException($"{name}: the file has no lines.");
    }

    /// <summary>The fields of a column as they are.</summary>
    /// <exception cref="ArgumentException">There is no such column; the message names all.</exception>
    public string[] Texts(string column)
    {
        int index = IndexOf(column);
        return [.. _rows.Select(row => row[index])];
    }

    /// <summary>The numbers of a column; missing ones are NaN.</summary>
    /// <exception cref="ArgumentException">There is no such column; the message names all.</exception>
    /// <exception cref="InvalidDataException">A field is not a number; the message has line and column.</exception>
    public float[] Numbers(string column)
    {
        int index = IndexOf(column);
        float[] numbers = new float[_rows.Count];
        NumberFormatInfo format = Format();
        for (int row = 0; row < numbers.Length; row++)
        {
            numbers[row] = Number(row, index, format);
        }

        return numbers;
    }

    /// <summary>The numbers of some columns: rows by columns; missing ones are NaN.</summary>
    /// <inheritdoc cref="Numbers(string)"/>
    public float[,] Numbers(params ReadOnlySpan<string> columns)
    {
        float[,] numbers = new float[_rows.Count, columns.Length];
        NumberFormatInfo format = Format();
        for (int i = 0; i < columns.Length; i++)
        {
            int index = IndexOf(columns[i]);
            for (int row = 0; row < _rows.Count; row++)
            {
                numbers[row, i] = Number(row, index, format);
            }
        }

        return numbers;
    }

    private static void CheckNames(ImmutableArray<string> columns, string name)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string column in columns)
        {
            // Files that end their lines with separators have nameless columns; those cannot be asked for.
            if (column.Length > 0 && !seen.Add(column))
            {
                throw new InvalidDataException($"{name}: two columns have the name '{column}'.");
            }
        }
    }

    private int IndexOf(string column)
    {
        int index = Columns.IndexOf(column);
        return index >= 0 && column.Length > 0
            ? index
            : throw new ArgumentException($"{_file} has no column '{column}'; it has {string.Join(", ", Columns)}.", nameof(column));
    }

    private NumberFormatInfo Format()
    {
        NumberFormatInfo format = (NumberFormatInfo)NumberFormatInfo.InvariantInfo.Clone();
        format.NumberDecimalSeparator = _options.DecimalSeparator.ToString();
        return format;
    }

    private float Number(int row, int column, NumberFormatInfo format)
    {
        string text = _rows[row][column];
        return float.TryParse(text, NumberStyles.Float, format, out float number)
            ? number
            : _options.Missing.Contains(text.Trim())
                ? float.NaN
                : throw new InvalidDataException($"{_file}, line {_lines[row]}, column {column + 1} ({Columns[column]}): \"{text}\" is not a number.");
    }
}
