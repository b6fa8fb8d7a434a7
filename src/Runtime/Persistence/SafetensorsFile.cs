using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Compiled;

/// <summary>
/// A file of named tensors in the safetensors format (https://github.com/huggingface/safetensors): eight bytes with the header's length,
/// little-endian; the header, JSON; the tensors' elements. Reading checks everything and trusts nothing.
/// </summary>
public sealed class SafetensorsFile
{
    // The format's own limit.
    internal const long LargestHeader = 100_000_000;
    private readonly Dictionary<string, SafetensorsTensor> _tensors;

    private SafetensorsFile(string name, IReadOnlyDictionary<string, string> metadata, ImmutableArray<SafetensorsTensor> tensors)
    {
        Name = name;
        Metadata = metadata;
        Tensors = tensors;
        _tensors = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    // What an HDF5 file begins with (HDF5 File Format Specification 3.0, II.A).
    private static ReadOnlySpan<byte> Hdf5Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    /// <summary>Texts that the writer added.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors in the order of their data.</summary>
    public ImmutableArray<SafetensorsTensor> Tensors { get; }

    /// <summary>The tensor of a name, or null.</summary>
    public SafetensorsTensor? this[string name] => _tensors.GetValueOrDefault(name);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or not of this format; the message names it, the tensor and the numbers.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return Read(stream, path);
    }

    /// <summary>Reads the texts of a file and leaves its tensors alone.</summary>
    /// <inheritdoc cref="Read(string)"/>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return ReadHeader(stream, path, out _).Metadata;
    }

    /// <summary>Reads a stream from its position to its end.</summary>
    /// <param name="name">Names the data in messages.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static SafetensorsFile Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        SafetensorsHeader header = ReadHeader(stream, name, out long before);
        if (stream.CanSeek && stream.Length - stream.Position is var there && there != header.DataLength)
        {
            string problem = there < header.DataLength ? "is cut short" : "goes on after its tensors";
            throw new InvalidDataException($"{name} {problem}: {before + header.DataLength} bytes expected, {before + there} there.");
        }

        ImmutableArray<SafetensorsTensor> tensors =
            [.. header.Entries.Select(entry => new SafetensorsTensor(entry, ReadBytes(stream, entry.End - entry.Begin, name, $"tensor '{entry.Name}'")))];
        if (stream.ReadByte() >= 0)
        {
            throw new InvalidDataException($"{name} goes on after its tensors: {before + header.DataLength} bytes expected, more there.");
        }

        return new(name, header.Metadata, tensors);
    }

    /// <param name="length">The bytes up to the first tensor.</param>
    private static SafetensorsHeader ReadHeader(Stream stream, string name, out long length)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        int known = stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
        if (known < prefix.Length)
        {
            throw new InvalidDataException($"{name} is cut short: at least 10 bytes expected, {known} there.");
        }

        if (prefix.SequenceEqual(Hdf5Signature))
        {
            throw new InvalidDataException(
                $"{name} is an HDF5 file, as Keras writes .h5, and not safetensors. In Python, h5py reads its arrays, and save_file of safetensors.numpy writes them under the names of this model's weights, such as dense/kernel.");
        }

        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > LargestHeader)
        {
            throw new InvalidDataException($"{name}: the header's length is given as {headerLength} bytes; {LargestHeader} are the most.");
        }

        byte[] json = ReadBytes(stream, (long)headerLength, name, "the header");
        length = prefix.Length + json.Length;
        return SafetensorsHeader.Parse(json, name);
    }

    private static byte[] ReadBytes(Stream stream, long length, string name, string what)
    {
        if (length > Array.MaxLength)
        {
            throw new InvalidDataException($"{name}: {what} has {length} bytes; {Array.MaxLength} are the most.");
        }

        byte[] bytes = StreamContent.Read(stream, (int)length, out int filled);
        return filled == length
            ? bytes
            : throw new InvalidDataException($"{name} is cut short: {length} bytes expected for {what}, {filled} there.");
    }
}
