using System.IO.Compression;

namespace Compiled;

/// <summary>Decodes PNG (Portable Network Graphics, third edition, W3C 2025). Every check is held to account, so that no damage goes unseen.</summary>
internal static class PngDecoder
{
    // Deflate turns a byte into at most this many (RFC 1951: a match of 258 bytes takes at least two bits).
    private const int LargestExpansion = 1032;

    /// <summary>The first bytes of every file.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsPng(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <exception cref="InvalidDataException">The file is damaged or too large.</exception>
    public static Image Decode(ReadOnlySpan<byte> file, long maximumPixels)
    {
        PngChunkReader chunks = new(file[Signature.Length..]);
        chunks.Next();
        if (chunks.Type != "IHDR")
        {
            throw new InvalidDataException($"the first chunk is {chunks.Type}, not IHDR.");
        }

        PngHeader header = PngHeader.Read(chunks.Data, maximumPixels);
        ReadOnlySpan<byte> palette = default;
        ReadOnlySpan<byte> transparency = default;
        using MemoryStream compressed = new();
        for (chunks.Next(); chunks.Type != "IEND"; chunks.Next())
        {
            switch (chunks.Type)
            {
                case "PLTE":
                    palette = chunks.Data;
                    break;
                case "tRNS":
                    transparency = chunks.Data;
                    break;
                case "IDAT":
                    compressed.Write(chunks.Data);
                    break;
                default:
                    if (!chunks.IsAncillary)
                    {
                        throw new InvalidDataException($"chunk {chunks.Type} is unknown, and the picture cannot be shown without it.");
                    }

                    break;
            }
        }

        PngPixels pixels = new(header, palette, transparency);
        long expected = (long)header.RowLength(header.Width) * header.Height;
        if (expected > compressed.Length * LargestExpansion)
        {
            throw new InvalidDataException($"{compressed.Length} compressed bytes cannot hold the {expected} of {header.Width}×{header.Height} pixels.");
        }

        compressed.Position = 0;
        return Inflate(header, pixels, compressed);
    }

    private static Image Inflate(PngHeader header, PngPixels pixels, MemoryStream compressed)
    {
        try
        {
            using ZLibStream stream = new(compressed, CompressionMode.Decompress);
            Image image = new(header.Width, header.Height, pixels.Channels);
            foreach (PngPass pass in header.Interlaced ? PngPass.Adam7 : PngPass.Whole)
            {
                ReadPass(header, pass, pixels, stream, image);
            }

            // Reading on to the end lets the stream compare its own check.
            return stream.ReadByte() < 0 ? image : throw new InvalidDataException($"there is more data than that of {header.Width}×{header.Height} pixels.");
        }
        catch (IOException exception)
        {
            throw new InvalidDataException($"the compressed data is damaged. {exception.Message}", exception);
        }
    }

    private static void ReadPass(PngHeader header, PngPass pass, PngPixels pixels, Stream stream, Image image)
    {
        int columns = pass.Columns(header.Width);
        int rows = columns <= 0 ? 0 : pass.Rows(header.Height);
        int length = header.RowLength(Math.Max(columns, 0));
        byte[] row = new byte[length + 1];
        byte[] above = new byte[length + 1];
        for (int i = 0; i < rows; i++)
        {
            int y = pass.FirstRow + (i * pass.RowStep);
            if (stream.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
            {
                throw new InvalidDataException($"the compressed data ends at row {y} of {header.Height}.");
            }

            PngFilters.Undo(row[0], row.AsSpan(1), above.AsSpan(1), header.BytesPerPixel);
            pixels.Unpack(row.AsSpan(1), columns, image.Row(y)[(pass.FirstColumn * pixels.Channels)..], pass.ColumnStep);
            (row, above) = (above, row);
        }
    }
}
