using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Compiled;

/// <summary>Writes PNG: eight bits a sample, not interlaced, each row with the filter that promises to compress best.</summary>
internal static class PngWriter
{
    public static void Write(Image image, Stream stream)
    {
        stream.Write(PngDecoder.Signature);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        header[8] = 8;
        header[9] = (byte)(image.Channels switch
        {
            1 => PngColor.Grey,
            2 => PngColor.GreyAlpha,
            3 => PngColor.Rgb,
            _ => PngColor.RgbAlpha,
        });
        WriteChunk(stream, "IHDR", header);
        WriteChunk(stream, "IDAT", Compress(image));
        WriteChunk(stream, "IEND", []);
    }

    private static ReadOnlySpan<byte> Compress(Image image)
    {
        MemoryStream compressed = new();
        using (ZLibStream stream = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            int length = image.Width * image.Channels;
            byte[] best = new byte[length + 1];
            byte[] candidate = new byte[length + 1];
            byte[] zeros = new byte[length];
            for (int y = 0; y < image.Height; y++)
            {
                ReadOnlySpan<byte> above = y == 0 ? zeros : image.Row(y - 1);
                long least = long.MaxValue;
                for (int filter = 0; filter < PngFilters.Count; filter++)
                {
                    candidate[0] = (byte)filter;
                    PngFilters.Apply(filter, image.Row(y), above, image.Channels, candidate.AsSpan(1));
                    long cost = Cost(candidate.AsSpan(1));
                    if (cost < least)
                    {
                        least = cost;
                        (best, candidate) = (candidate, best);
                    }
                }

                stream.Write(best);
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    /// <summary>The sum of the differences' sizes, which the standard recommends to choose by (section 12.7).</summary>
    private static long Cost(ReadOnlySpan<byte> filtered)
    {
        long sum = 0;
        foreach (byte value in filtered)
        {
            sum += Math.Abs((int)(sbyte)value);
        }

        return sum;
    }

    private static void WriteChunk(Stream stream, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        byte[] letters = Encoding.ASCII.GetBytes(type);
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(letters);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(letters, data));
        stream.Write(number);
    }
}
