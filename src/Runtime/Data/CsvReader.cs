using System.Text;

namespace Compiled;

/// <summary>Cuts a text into the rows and fields of a CSV file.</summary>
internal sealed class CsvReader(string text, string name, char separator)
{
    private readonly StringBuilder _field = new();
    private readonly List<string> _row = [];
    private int _position;
    private int _line = 1;

    /// <summary>The next row that is not an empty line.</summary>
    /// <param name="line">The line on which it begins, from 1.</param>
    public bool ReadRow(out string[] row, out int line)
    {
        while (_position < text.Length && text[_position] is '\r' or '\n')
        {
            EndLine();
        }

        line = _line;
        row = [];
        if (_position >= text.Length)
        {
            return false;
        }

        _row.Clear();
        do
        {
            _row.Add(_position < text.Length && text[_position] == '"' ? Quoted() : Plain());
        }
        while (Skip(separator));

        if (_position < text.Length)
        {
            EndLine();
        }

        row = [.. _row];
        return true;
    }

    private string Plain()
    {
        int start = _position;
        while (_position < text.Length && text[_position] != separator && text[_position] is not ('\r' or '\n'))
        {
            _position++;
        }

        return text[start.._position];
    }

    private string Quoted()
    {
        int begin = _line;
        _field.Clear();
        _position++;
        while (true)
        {
            int quote = text.IndexOf('"', _position);
            if (quote < 0)
            {
                throw new InvalidDataException($"{name}, line {begin}, column {_row.Count + 1}: the quote is not closed.");
            }

            ReadOnlySpan<char> part = text.AsSpan(_position, quote - _position);
            _line += part.Count('\n');
            _field.Append(part);
            _position = quote + 1;
            if (!Skip('"'))
            {
                break;
            }

            _field.Append('"');
        }

        if (_position < text.Length && text[_position] != separator && text[_position] is not ('\r' or '\n'))
        {
            throw new InvalidDataException($"{name}, line {_line}, column {_row.Count + 1}: {text[_position]} follows a closing quote.");
        }

        return _field.ToString();
    }

    private bool Skip(char character)
    {
        bool there = _position < text.Length && text[_position] == character;
        _position += there ? 1 : 0;
        return there;
    }

    private void EndLine()
    {
        if (!(Skip('\r') && Skip('\n')))
        {
            Skip('\n');
        }

        _line++;
    }
}
