using System.Buffers.Binary;
using System.Text;

namespace Compiled;

/// <summary>Goes through the chunks of a PNG file: length, type, data, check.</summary>
internal ref struct PngChunkReader(ReadOnlySpan<byte> file)
{
    private const int Overhead = 12;
    private const byte LowerCase = 0x20;
    private ReadOnlySpan<byte> _rest = file;

    /// <summary>Four letters.</summary>
    public string Type { get; private set; } = "";

    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Whether a picture can be shown without this chunk: its first letter is small.</summary>
    public readonly bool IsAncillary => (Type[0] & LowerCase) != 0;

    /// <exception cref="InvalidDataException">The file ends within a chunk or before the last one, or a check fails.</exception>
    public void Next()
    {
        if (_rest.Length < Overhead)
        {
            throw new InvalidDataException($"the file ends after its chunk {(Type.Length == 0 ? "signature" : Type)}, before IEND.");
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(_rest);
        ReadOnlySpan<byte> type = _rest.Slice(4, 4);
        foreach (byte letter in type)
        {
            if (!char.IsAsciiLetter((char)letter))
            {
                throw new InvalidDataException($"a chunk's type is 0x{Convert.ToHexString(type)}, which are not letters.");
            }
        }

        Type = Encoding.ASCII.GetString(type);
        if (length > _rest.Length - Overhead)
        {
            throw new InvalidDataException($"chunk {Type} has {length} bytes, but the file ends after {_rest.Length - Overhead}.");
        }

        Data = _rest.Slice(8, (int)length);
        uint expected = BinaryPrimitives.ReadUInt32BigEndian(_rest[(8 + (int)length)..]);
        uint actual = Crc32.Of(type, Data);
        _rest = _rest[(Overhead + (int)length)..];
        if (actual != expected)
        {
            throw new InvalidDataException($"chunk {Type} is damaged: its check is {actual:X8}, where {expected:X8} is written.");
        }
    }
}
