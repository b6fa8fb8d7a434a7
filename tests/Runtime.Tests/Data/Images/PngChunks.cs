using System.Buffers.Binary;

namespace Compiled.Runtime.Tests.Data.Images;

/// <summary>Makes the checks of a changed PNG file right again, so that tests reach what lies behind them.</summary>
internal static class PngChunks
{
    private const int Overhead = 12;

    public static void Repair(Span<byte> file)
    {
        for (int position = 8; position + Overhead <= file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file[position..]);
            if (length > file.Length - position - Overhead)
            {
                return;
            }

            int end = position + 8 + (int)length;
            BinaryPrimitives.WriteUInt32BigEndian(file[end..], Crc32.Of(file[(position + 4)..end]));
            position = end + 4;
        }
    }
}
