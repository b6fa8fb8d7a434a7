using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Compiled;

/// <summary>
/// A tensor of bytes in the IDX format of the MNIST files, plain or compressed with gzip: two zero bytes, the element type,
/// the number of axes, each size as a big-endian 32-bit integer, then the elements.
/// </summary>
public sealed class IdxFile
{
    private const byte UnsignedByte = 0x08;

    private IdxFile(ImmutableArray<int> shape, byte[] values)
    {
        Shape = shape;
        Values = values;
    }

    /// <summary>The sizes, outermost first.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The elements, the last axis running fastest.</summary>
    public byte[] Values { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is not a whole IDX file of bytes; the message names it and the numbers.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IdxFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads a stream up to its end.</summary>
    /// <param name="name">Names the data in messages.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static IdxFile Read(Stream stream, string name)
    {
        return GzipContent.Read(stream, name, plain => ReadPlain(plain, name));
    }

    private static IdxFile ReadPlain(Stream stream, string name)
    {
        Span<byte> magic = stackalloc byte[4];
        ReadHeader(stream, magic, name);
        if (magic[0] != 0 || magic[1] != 0)
        {
            throw new InvalidDataException($"{name}: not an IDX file; it begins with the number {BinaryPrimitives.ReadInt32BigEndian(magic)}, where 2049 (labels) or 2051 (images) is usual.");
        }

        if (magic[2] != UnsignedByte)
        {
            throw new InvalidDataException($"{name}: the elements are of type 0x{magic[2]:X2}; only unsigned bytes (0x08) are read.");
        }

        int[] shape = new int[magic[3]];
        long length = 1;
        Span<byte> size = stackalloc byte[4];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            ReadHeader(stream, size, name);
            shape[axis] = BinaryPrimitives.ReadInt32BigEndian(size);
            length = shape[axis] >= 0 ? length * shape[axis] : -1;
            if (length < 0 || length > Array.MaxLength)
            {
                throw new InvalidDataException($"{name}: axis {axis} has size {(uint)shape[axis]}, so that there are more elements than {Array.MaxLength}.");
            }
        }

        if (shape.Length == 0)
        {
            throw new InvalidDataException($"{name}: there are no axes.");
        }

        return new([.. shape], ReadValues(stream, (int)length, name));
    }

    private static void ReadHeader(Stream stream, Span<byte> bytes, string name)
    {
        int count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (count < bytes.Length)
        {
            throw new InvalidDataException($"{name}: the file ends within its header.");
        }
    }

    private static byte[] ReadValues(Stream stream, int length, string name)
    {
        byte[] values = StreamContent.Read(stream, length, out int filled);
        if (filled < length)
        {
            throw new InvalidDataException($"{name}: the header promises {length} elements, but the file ends after {filled}.");
        }

        return stream.ReadByte() < 0
            ? values
            : throw new InvalidDataException($"{name}: the file goes on after the {length} elements that its header promises.");
    }
}
