namespace Compiled;

/// <summary>Reads texts in UTF-8, plain or compressed with gzip.</summary>
internal static class TextFile
{
    /// <summary>The whole text; line breaks of every kind become line feeds.</summary>
    /// <exception cref="InvalidDataException">The compressed data is damaged; the message names the file.</exception>
    public static string Read(string path) => GzipContent.Read(path, stream =>
    {
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    });

    /// <summary>The lines, without their ends.</summary>
    /// <inheritdoc cref="Read"/>
    public static List<string> ReadLines(string path) => GzipContent.Read(path, stream =>
    {
        using StreamReader reader = new(stream);
        List<string> lines = [];
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    });
}
