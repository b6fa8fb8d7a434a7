namespace Compiled.Shaders.Compiling;

/// <summary>
/// The kernels of an assembly as DXIL, in a file beside it: a signature, the number of kernels, then for each its hash, its length and its bytes.
/// </summary>
internal static class BytecodeFile
{
    public const string Extension = ".dxil";

    private static ReadOnlySpan<byte> Signature => "CMPDXIL1"u8;

    /// <summary>Writes a file beside the one that is there, and then puts it in its place.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, byte[]> kernels)
    {
        string temporary = path + ".new";
        using (var writer = new BinaryWriter(File.Create(temporary)))
        {
            writer.Write(Signature);
            writer.Write(kernels.Count);
            foreach ((string hash, byte[] code) in kernels.OrderBy(kernel => kernel.Key, StringComparer.Ordinal))
            {
                writer.Write(Convert.FromHexString(hash));
                writer.Write(code.Length);
                writer.Write(code);
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Whether a file says that it is one of these.</summary>
    public static bool IsSigned(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        return IsSigned(reader);
    }

    /// <exception cref="InvalidDataException">It is no such file, or it is cut off.</exception>
    public static Dictionary<string, byte[]> Read(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        if (!IsSigned(reader))
        {
            throw new InvalidDataException($"{path} is no file of kernels");
        }

        var kernels = new Dictionary<string, byte[]>();
        try
        {
            for (int count = reader.ReadInt32(); count > 0; count--)
            {
                string hash = Convert.ToHexString(Exactly(reader, ShaderHash.Length)).ToLowerInvariant();
                kernels[hash] = Exactly(reader, reader.ReadInt32());
            }
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException($"{path} is cut off: {reader.BaseStream.Length} bytes are not all of its kernels", exception);
        }

        return kernels;
    }

    private static bool IsSigned(BinaryReader reader) => reader.ReadBytes(Signature.Length).AsSpan().SequenceEqual(Signature);

    private static byte[] Exactly(BinaryReader reader, int length) =>
        length >= 0 && length <= reader.BaseStream.Length - reader.BaseStream.Position ? reader.ReadBytes(length) : throw new EndOfStreamException();
}
