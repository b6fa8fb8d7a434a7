using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;

namespace Compiled;

/// <summary>Reads the documents of a file of Reuters-21578, which is SGML in Latin-1 of a fixed form.</summary>
internal static class ReutersFile
{
    private const string Begin = "<REUTERS ";
    private const string End = "</REUTERS>";

    /// <exception cref="InvalidDataException">A document does not end, or lacks an attribute; the message has file and line.</exception>
    public static List<ReutersDocument> Read(string path)
    {
        string text = GzipContent.Read(path, stream =>
        {
            using StreamReader reader = new(stream, Encoding.Latin1);
            return reader.ReadToEnd();
        });
        List<ReutersDocument> documents = [];
        for (int begin = text.IndexOf(Begin, StringComparison.Ordinal); begin >= 0; begin = text.IndexOf(Begin, begin + 1, StringComparison.Ordinal))
        {
            int end = text.IndexOf(End, begin, StringComparison.Ordinal);
            documents.Add((end < 0 ? null : Parse(text[begin..end]))
                ?? throw new InvalidDataException($"{path}, line {text.AsSpan(0, begin).Count('\n') + 1}: the document does not end, or has no NEWID, LEWISSPLIT and TOPICS."));
        }

        return documents.Count > 0 ? documents : throw new InvalidDataException($"{path}: there are no documents in the file.");
    }

    private static ReutersDocument? Parse(string document)
    {
        ReadOnlySpan<char> head = document.AsSpan(0, Math.Max(0, document.IndexOf('>', StringComparison.Ordinal)));
        if (!int.TryParse(Attribute(head, "NEWID"), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || Attribute(head, "LEWISSPLIT") is not { } split
            || Attribute(head, "TOPICS") is not { } hasTopics)
        {
            return null;
        }

        // "ModApte" takes the documents that people went through to give them topics, found or not.
        ReutersPart part = (split, hasTopics) switch
        {
            ("TRAIN", "YES") => ReutersPart.Train,
            ("TEST", "YES") => ReutersPart.Test,
            _ => ReutersPart.Unused,
        };
        ImmutableArray<string> topics = [.. Element(document, "TOPICS").Split("<D>", StringSplitOptions.RemoveEmptyEntries).Select(topic => Decode(topic.Replace("</D>", "", StringComparison.Ordinal)))];

        // Documents of no parts have all their text in one.
        string body = Element(document, "BODY");
        bool isUnprocessed = body.Length == 0 && document.Contains("<TEXT TYPE=\"UNPROC\">", StringComparison.Ordinal);
        return new(number, Decode(Element(document, "TITLE")), Decode(isUnprocessed ? Element(document, "TEXT TYPE=\"UNPROC\"", "TEXT") : body), topics, part);
    }

    private static string? Attribute(ReadOnlySpan<char> head, string name)
    {
        string prefix = $" {name}=\"";
        int begin = head.IndexOf(prefix, StringComparison.Ordinal);
        if (begin < 0)
        {
            return null;
        }

        ReadOnlySpan<char> value = head[(begin + prefix.Length)..];
        int end = value.IndexOf('"');
        return end < 0 ? null : value[..end].ToString();
    }

    private static string Element(string document, string name) => Element(document, name, name);

    private static string Element(string document, string beginName, string endName)
    {
        string open = $"<{beginName}>";
        int begin = document.IndexOf(open, StringComparison.Ordinal);
        int end = begin < 0 ? -1 : document.IndexOf($"</{endName}>", begin, StringComparison.Ordinal);
        return end < 0 ? "" : document[(begin + open.Length)..end];
    }

    // The wire's control characters stand at the ends as entities.
    private static string Decode(string text)
        => WebUtility.HtmlDecode(text).ReplaceLineEndings("\n").Trim(' ', '\n', '\u0002', '\u0003');
}
