using Compiled.Devices;

namespace Compiled.Shaders.Compiling;

/// <summary>
/// The DXIL of a kernel: from the files beside the app (<see cref="BytecodeFile"/>), from the user's cache, or from the compiler,
/// whose results the cache keeps.
/// </summary>
internal static class ShaderBytecode
{
    private static readonly Lazy<Dictionary<string, byte[]>> _beside = new(() => ReadAll(AppContext.BaseDirectory));
    private static readonly object _compiling = new();

    private static string CacheFolder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Compiled", "shaders");

    /// <exception cref="PlatformNotSupportedException">The kernel was not compiled while building, and there is no compiler.</exception>
    /// <exception cref="InvalidOperationException">The kernel's text has errors.</exception>
    public static ReadOnlyMemory<byte> Of(KernelDescriptor descriptor)
    {
        string hash = ShaderHash.Of(descriptor);
        if (_beside.Value.TryGetValue(hash, out byte[]? known))
        {
            return known;
        }

        string cached = Path.Combine(CacheFolder, hash + BytecodeFile.Extension);
        if (File.Exists(cached))
        {
            return File.ReadAllBytes(cached);
        }

        lock (_compiling)
        {
            using ShaderCompiler compiler = ShaderCompiler.TryLoad(null, out string reason) ?? throw new PlatformNotSupportedException(
                $"{descriptor.Name} was not compiled while building, and cannot be now: {reason}. "
                + "Put dxcompiler of the DirectX Shader Compiler beside the app, or build with its kernels compiled.");
            byte[] code = compiler.Compile(descriptor.Source, descriptor.Name);
            Keep(cached, code);
            return code;
        }
    }

    /// <summary>The kernels of all files in a folder.</summary>
    internal static Dictionary<string, byte[]> ReadAll(string folder)
    {
        var all = new Dictionary<string, byte[]>();
        foreach (string file in Directory.EnumerateFiles(folder, "*" + BytecodeFile.Extension).Order(StringComparer.Ordinal))
        {
            foreach ((string hash, byte[] code) in BytecodeFile.Read(file))
            {
                all[hash] = code;
            }
        }

        return all;
    }

    private static void Keep(string path, byte[] code)
    {
        string temporary = $"{path}.{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(CacheFolder);
            File.WriteAllBytes(temporary, code);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written costs time at the next start, nothing else.
        }
    }
}
