using System.Text;

namespace Compiled.Generator.Emitting;

/// <summary>Writes indented source. Lines end with a line feed on every system, so that output is the same everywhere.</summary>
internal sealed class CodeWriter
{
    private readonly List<(int Depth, string Text)> _lines = [];
    private int _depth;

    /// <summary>Writes a line, or several where the text holds line feeds; an empty line gets no indentation.</summary>
    public CodeWriter Line(string text = "")
    {
        for (int begin = 0, end; begin <= text.Length; begin = end + 1)
        {
            end = text.IndexOf('\n', begin) is >= 0 and int feed ? feed : text.Length;
            _lines.Add((_depth, end - begin == text.Length ? text : text.Substring(begin, end - begin)));
        }

        return this;
    }

    /// <summary>Writes what another writer holds, without the empty lines at its end.</summary>
    public void Lines(CodeWriter other)
    {
        int end = other._lines.Count;
        while (end > 0 && other._lines[end - 1].Text.Length == 0)
        {
            end--;
        }

        for (int i = 0; i < end; i++)
        {
            _lines.Add((_depth + other._lines[i].Depth, other._lines[i].Text));
        }
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

    public override string ToString()
    {
        int length = 0;
        foreach ((int depth, string text) in _lines)
        {
            length += Indentation(depth, text) + text.Length + 1;
        }

        var all = new StringBuilder(length);
        foreach ((int depth, string text) in _lines)
        {
            all.Append(' ', Indentation(depth, text)).Append(text).Append('\n');
        }

        return all.ToString();
    }

    private static int Indentation(int depth, string text) => text.Length == 0 ? 0 : 4 * depth;

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
