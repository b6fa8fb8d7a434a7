using System.Globalization;

namespace Compiled;

/// <summary>
/// Word vectors as text: on each line a word and its numbers, with spaces between them. Word2vec's files begin with a line that has the number of words and
/// of dimensions, GloVe's do not.
/// </summary>
internal sealed class WordVectorTextReader(string file, WordVectorOptions options)
{
    private readonly WordVectorCollector _collector = new(file, options);
    private float[] _vector = [];
    private long _line;

    public WordVectors Read(Stream stream)
    {
        using StreamReader reader = new(stream);
        string first = NextLine(reader) ?? throw new InvalidDataException($"{file}: the file is empty.");
        long? promised = null;
        if (Header(first) is (var count, var dimensions))
        {
            promised = count;
            _vector = new float[dimensions];
        }
        else
        {
            _vector = new float[first.AsSpan().TrimEnd(' ').Count(' ')];
            Take(first);
        }

        long taken = promised is null ? 1 : 0;
        while (!_collector.IsFull && NextLine(reader) is { } line)
        {
            Take(line);
            taken++;
        }

        if (promised is { } expected && taken != expected && !_collector.IsFull)
        {
            throw new InvalidDataException($"{file}: the first line promises {Wording.Count(expected, "word")}, but the file has {taken}.");
        }

        return _collector.ToVectors(_vector.Length);
    }

    // Two whole numbers; a word that is a number has more than one after it.
    private (long Words, int Dimensions)? Header(string line)
    {
        string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 2
            || !long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out long words)
            || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out int dimensions))
        {
            return null;
        }

        return dimensions is > 0 and <= WordVectors.MostDimensions
            ? (words, dimensions)
            : throw new InvalidDataException($"{file}, line 1: the vectors have {dimensions} dimensions, where 1 to {WordVectors.MostDimensions} are expected.");
    }

    private string? NextLine(StreamReader reader)
    {
        _line++;
        return reader.ReadLine();
    }

    // From the end, as some words of GloVe have spaces in them.
    private void Take(string line)
    {
        ReadOnlySpan<char> rest = line.AsSpan().TrimEnd(' ');
        for (int i = _vector.Length - 1; i >= 0; i--)
        {
            int space = rest.LastIndexOf(' ');
            if (space < 1)
            {
                throw new InvalidDataException($"{file}, line {_line}: the line has {Wording.Count(_vector.Length - i, "field")}, where a word and {Wording.Count(_vector.Length, "number")} are expected.");
            }

            ReadOnlySpan<char> field = rest[(space + 1)..];
            if (!float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _vector[i]) || !float.IsFinite(_vector[i]))
            {
                throw new InvalidDataException($"{file}, line {_line}: number {i + 1} of {_vector.Length} is '{field}'.");
            }

            rest = rest[..space];
        }

        if (_vector.Length == 0)
        {
            throw new InvalidDataException($"{file}, line {_line}: there are no numbers.");
        }

        _collector.Add(rest.ToString(), _vector);
    }
}
