using System.Security.Cryptography;

namespace Compiled.Shaders.Compiling;

/// <summary>
/// The kernels that were compiled on this machine, one file each: the SHA-256 of the bytecode, and the bytecode. A file that a full disk or
/// a crash left cut off or empty is no entry: it is compiled again, and written over.
/// </summary>
internal sealed class BytecodeCache(string folder)
{
    /// <summary>Another than that of <see cref="BytecodeFile"/>, which is another format.</summary>
    public const string Extension = ".kernel";

    /// <summary>The bytecode that was kept for a hash; else what <paramref name="compile"/> makes, which is kept.</summary>
    public byte[] Of(string hash, Func<byte[]> compile)
    {
        string path = Path.Combine(folder, hash + Extension);
        if (TryRead(path) is { } kept)
        {
            return kept;
        }

        byte[] code = compile();
        Keep(path, code);
        return code;
    }

    private static byte[]? TryRead(string path)
    {
        try
        {
            byte[] entry = File.Exists(path) ? File.ReadAllBytes(path) : [];
            return entry.Length > SHA256.HashSizeInBytes && SHA256.HashData(entry.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(entry.AsSpan(0, SHA256.HashSizeInBytes))
                ? entry[SHA256.HashSizeInBytes..]
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be read is compiled again.
            return null;
        }
    }

    private void Keep(string path, byte[] code)
    {
        string temporary = $"{path}.{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(temporary, [.. SHA256.HashData(code), .. code]);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written costs time at the next start, nothing else.
        }
    }
}
