using System.Text;

namespace Compiled.Generator.Emitting;

/// <summary>Writes indented source. Lines end with a line feed on every system, so that output is the same everywhere.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes a line, or several where the text holds line feeds; an empty line gets no indentation.</summary>
    public CodeWriter Line(string text = "")
    {
        for (int begin = 0, end; begin <= text.Length; begin = end + 1)
        {
            end = text.IndexOf('\n', begin) is >= 0 and int feed ? feed : text.Length;
            if (end > begin)
            {
                _text.Append(' ', 4 * _depth).Append(text, begin, end - begin);
            }

            _text.Append('\n');
        }

        return this;
    }

    /// <summary>Writes what another writer holds, without the empty lines at its end.</summary>
    public void Lines(CodeWriter other)
    {
        int end = other._text.Length;
        while (end > 0 && other._text[end - 1] == '\n')
        {
            end--;
        }

        Line(other._text.ToString(0, end));
    }

    /// <summary>Writes <paramref name="header"/> (unless empty) and an opening brace; the result closes the brace when disposed.</summary>
    public Scope Block(string header, string close = "}")
    {
        if (header.Length > 0)
        {
            Line(header);
        }

        Line("{");
        _depth++;
        return new(this, close);
    }

    /// <summary>Indents what follows without braces until the result is disposed.</summary>
    public Scope Indent()
    {
        _depth++;
        return new(this, null);
    }

    public override string ToString() => _text.ToString();

    /// <summary>Ends a block when disposed.</summary>
    public readonly struct Scope(CodeWriter writer, string? close) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (close is not null)
            {
                writer.Line(close);
            }
        }
    }
}
