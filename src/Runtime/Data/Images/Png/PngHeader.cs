using System.Buffers.Binary;

namespace Compiled;

/// <summary>What kind of samples a PNG file holds.</summary>
internal enum PngColor : byte
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    RgbAlpha = 6,
}

/// <summary>The IHDR chunk of a PNG file (Portable Network Graphics, third edition, section 11.2.1).</summary>
/// <param name="BitDepth">Bits of a sample: 1, 2, 4, 8 or 16.</param>
/// <param name="Interlaced">Whether the rows come in Adam7's seven passes.</param>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColor Color, bool Interlaced)
{
    private const int Length = 13;

    /// <summary>The samples of a pixel in the file; an index into the palette is one.</summary>
    public int Samples => Color switch
    {
        PngColor.Rgb => 3,
        PngColor.GreyAlpha => 2,
        PngColor.RgbAlpha => 4,
        _ => 1,
    };

    /// <summary>The distance to the byte that filters take for the pixel to the left.</summary>
    public int BytesPerPixel => Math.Max(Samples * BitDepth / 8, 1);

    /// <summary>The bytes of a row of so many pixels, without its filter type.</summary>
    public int RowLength(int width) => (int)RowLength(width, Samples, BitDepth);

    /// <exception cref="InvalidDataException">The header breaks the standard, or the picture is too large.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> chunk, long maximumPixels)
    {
        if (chunk.Length != Length)
        {
            throw new InvalidDataException($"the header chunk has {chunk.Length} bytes, where {Length} are prescribed.");
        }

        int width = BinaryPrimitives.ReadInt32BigEndian(chunk);
        int height = BinaryPrimitives.ReadInt32BigEndian(chunk[4..]);
        ImageLimits.Check(width, height, maximumPixels);
        PngHeader header = new(width, height, chunk[8], (PngColor)chunk[9], chunk[12] == 1);
        bool known = header.Color switch
        {
            PngColor.Grey => header.BitDepth is 1 or 2 or 4 or 8 or 16,
            PngColor.Palette => header.BitDepth is 1 or 2 or 4 or 8,
            PngColor.Rgb or PngColor.GreyAlpha or PngColor.RgbAlpha => header.BitDepth is 8 or 16,
            _ => false,
        };
        return !known ? throw new InvalidDataException($"colour type {chunk[9]} with {chunk[8]} bits a sample does not exist.")
            : chunk[10] != 0 || chunk[11] != 0 ? throw new InvalidDataException($"compression method {chunk[10]} and filter method {chunk[11]} are unknown; both should be 0.")
            : chunk[12] > 1 ? throw new InvalidDataException($"interlace method {chunk[12]} is unknown.")
            : header.CheckRow();
    }

    private static long RowLength(int width, int samples, int bitDepth) => (((long)width * samples * bitDepth) + 7) / 8;

    // A row with its filter type lies in one array; with sixteen bits it is twice as long as that of the picture.
    private PngHeader CheckRow()
    {
        long length = RowLength(Width, Samples, BitDepth);
        return length < Array.MaxLength ? this : throw new InvalidDataException($"a row of {Width} pixels has {length} bytes, where less than {Array.MaxLength} are read.");
    }
}
