using System.Buffers.Binary;

namespace Compiled;

/// <summary>Reads the tables of a JPEG file (ITU-T T.81, B.2.4).</summary>
internal static class JpegTables
{
    /// <summary>Reads quantization tables, in zigzag order.</summary>
    /// <exception cref="InvalidDataException">The segment breaks the standard.</exception>
    public static void ReadQuantization(ReadOnlySpan<byte> segment, ushort[]?[] tables)
    {
        while (!segment.IsEmpty)
        {
            int number = segment[0] & 15;
            bool wide = segment[0] >> 4 == 1;
            int length = ZigZag.Length * (wide ? 2 : 1);
            segment = segment[1..];
            if (number >= tables.Length || segment.Length < length)
            {
                throw new InvalidDataException($"quantization table {number} is cut short or not one of 0 to 3.");
            }

            ushort[] table = new ushort[ZigZag.Length];
            for (int i = 0; i < table.Length; i++)
            {
                table[i] = wide ? BinaryPrimitives.ReadUInt16BigEndian(segment[(2 * i)..]) : segment[i];
            }

            tables[number] = table;
            segment = segment[length..];
        }
    }

    /// <summary>Reads Huffman tables: those of DC and those of AC coefficients.</summary>
    /// <exception cref="InvalidDataException">The segment breaks the standard.</exception>
    public static void ReadHuffman(ReadOnlySpan<byte> segment, HuffmanTable?[] dcTables, HuffmanTable?[] acTables)
    {
        while (!segment.IsEmpty)
        {
            int kind = segment[0] >> 4;
            int number = segment[0] & 15;
            segment = segment[1..];
            int symbols = 0;
            for (int i = 0; i < HuffmanTable.LongestCode && i < segment.Length; i++)
            {
                symbols += segment[i];
            }

            if (kind > 1 || number >= dcTables.Length || symbols > 256 || segment.Length < HuffmanTable.LongestCode + symbols)
            {
                throw new InvalidDataException($"Huffman table {number} of kind {kind} with {symbols} symbols is cut short or does not exist.");
            }

            HuffmanTable table = new(segment[..HuffmanTable.LongestCode], segment.Slice(HuffmanTable.LongestCode, symbols));
            (kind == 0 ? dcTables : acTables)[number] = table;
            segment = segment[(HuffmanTable.LongestCode + symbols)..];
        }
    }
}
