using System.Buffers.Binary;
using System.Text;

namespace Peers.Onnx;

/// <summary>A message in the wire format of Protocol Buffers, written field by field.</summary>
internal sealed class ProtocolBuffer
{
    private const int LengthDelimited = 2;

    private readonly MemoryStream _bytes = new();

    public ReadOnlySpan<byte> Bytes => _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);

    public void Write(int field, long value)
    {
        WriteNumber((ulong)(field << 3));
        WriteNumber((ulong)value);
    }

    public void Write(int field, ReadOnlySpan<byte> value)
    {
        WriteNumber((ulong)((field << 3) | LengthDelimited));
        WriteNumber((ulong)value.Length);
        _bytes.Write(value);
    }

    public void Write(int field, string value) => Write(field, Encoding.UTF8.GetBytes(value));

    public void Write(int field, ProtocolBuffer message) => Write(field, message.Bytes);

    /// <summary>Floats as the raw bytes that tensors hold, lowest byte first.</summary>
    public void Write(int field, ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        Write(field, bytes);
    }

    // Seven bits a byte, the lowest first; the eighth says that more follow.
    private void WriteNumber(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
    }
}
