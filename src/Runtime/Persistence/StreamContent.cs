namespace Compiled;

/// <summary>Reads lengths that a file claims.</summary>
internal static class StreamContent
{
    private const int FirstRead = 1 << 20;

    /// <summary>Reads up to <paramref name="length"/> bytes. The room grows with what is there, so that a file that lies costs no memory.</summary>
    /// <param name="filled">The bytes that were there.</param>
    public static byte[] Read(Stream stream, int length, out int filled)
    {
        byte[] bytes = new byte[Math.Min(length, FirstRead)];
        filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(bytes.AsSpan(filled), bytes.Length - filled, throwOnEndOfStream: false);
            if (filled < bytes.Length || filled == length)
            {
                return bytes;
            }

            Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
        }
    }
}
