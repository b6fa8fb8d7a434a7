using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Compiled;

/// <summary>Turns the file's byte order into the machine's and back.</summary>
internal static class LittleEndian
{
    public static void Fix(Span<float> values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            Span<int> bits = MemoryMarshal.Cast<float, int>(values);
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
    }
}
