using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Compiled;

/// <summary>Writes safetensors files of single-precision tensors: announced first, so that the header can come before the data.</summary>
internal sealed class SafetensorsWriter(IEnumerable<KeyValuePair<string, string>> metadata)
{
    private const int Alignment = 8;
    private readonly List<(string Name, int[] Shape, long Length, ValueWriter Write)> _tensors = [];

    /// <summary>Announces a tensor.</summary>
    /// <param name="write">Writes all its values, by <see cref="Values"/>.</param>
    public void Add(string name, IEnumerable<int> shape, ValueWriter write)
    {
        int[] sizes = [.. shape];
        _tensors.Add((name, sizes, sizes.Aggregate(1L, (product, size) => product * size), write));
    }

    /// <summary>Writes the file.</summary>
    public void Write(Stream stream)
    {
        ReadOnlySpan<byte> header = Header();
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach ((_, _, _, ValueWriter write) in _tensors)
        {
            write(stream);
        }
    }

    /// <summary>Writes values in the file's byte order.</summary>
    public static void Values(Stream stream, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        float[] swapped = values.ToArray();
        LittleEndian.Fix(swapped);
        stream.Write(MemoryMarshal.AsBytes(swapped.AsSpan()));
    }

    private ReadOnlySpan<byte> Header()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach ((string key, string value) in metadata)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            long offset = 0;
            foreach ((string name, int[] shape, long length, _) in _tensors)
            {
                WriteEntry(json, name, shape, offset, offset += length * sizeof(float));
            }

            json.WriteEndObject();
        }

        // Spaces bring the data to an address where it can be mapped and used in place.
        int padding = -buffer.WrittenCount & (Alignment - 1);
        buffer.GetSpan(Alignment)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan;
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, int[] shape, long begin, long end)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (int size in shape)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
