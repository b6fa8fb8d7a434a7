namespace Compiled;

/// <summary>Reads files that are compressed with gzip or plain, whichever their first bytes tell.</summary>
internal static class GzipContent
{
    /// <exception cref="InvalidDataException">The compressed data is damaged or cut off, or what <paramref name="read"/> throws.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static T Read<T>(string path, Func<Stream, T> read)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path, read);
    }

    /// <param name="name">Names the data in messages; those of <paramref name="read"/> begin with it.</param>
    /// <inheritdoc cref="Read{T}(string, Func{Stream, T})"/>
    public static T Read<T>(Stream stream, string name, Func<Stream, T> read)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> first = stackalloc byte[2];
        int known = stream.ReadAtLeast(first, 2, throwOnEndOfStream: false);
        using JoinedStream whole = new(first[..known].ToArray(), stream);
        if (!first.SequenceEqual<byte>([0x1F, 0x8B]))
        {
            return read(whole);
        }

        try
        {
            using CompleteGzipStream plain = new(whole);
            return read(plain);
        }
        catch (InvalidDataException exception) when (!exception.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{name}: the compressed data is damaged. {exception.Message}", exception);
        }
    }
}
