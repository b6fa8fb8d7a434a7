using Compiled.Devices;

namespace Compiled.Shaders.Compiling;

/// <summary>
/// The DXIL of a kernel: from the files beside the app (<see cref="BytecodeFile"/>), from the user's cache, or from the compiler,
/// whose results the cache keeps.
/// </summary>
internal static class ShaderBytecode
{
    private static readonly Lazy<Dictionary<string, byte[]>> _beside = new(() => ReadAll(AppContext.BaseDirectory));
    private static readonly BytecodeCache _cache = new(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Compiled", "shaders"));
    private static readonly object _compiling = new();

    /// <exception cref="PlatformNotSupportedException">The kernel was not compiled while building, and there is no compiler.</exception>
    /// <exception cref="InvalidOperationException">The kernel's text has errors.</exception>
    /// <exception cref="InvalidDataException">A file of kernels beside the app is damaged.</exception>
    public static ReadOnlyMemory<byte> Of(KernelDescriptor descriptor)
    {
        string hash = ShaderHash.Of(descriptor);
        return _beside.Value.TryGetValue(hash, out byte[]? known) ? known : _cache.Of(hash, () => Compile(descriptor));
    }

    /// <summary>The kernels of all files in a folder. Other programs' files may have the same extension, which is that of DXIL: they are left out.</summary>
    /// <exception cref="InvalidDataException">A file of kernels is damaged.</exception>
    internal static Dictionary<string, byte[]> ReadAll(string folder)
    {
        var all = new Dictionary<string, byte[]>();
        foreach (string file in Files(folder))
        {
            foreach ((string hash, byte[] code) in BytecodeFile.Read(file))
            {
                all[hash] = code;
            }
        }

        return all;
    }

    /// <summary>What was found beside the app, in which a kernel is missing.</summary>
    private static string Beside()
    {
        string[] files = [.. Files(AppContext.BaseDirectory).Select(file => Path.GetFileName(file))];
        return files.Length == 0
            ? $"no file of kernels (*{BytecodeFile.Extension}) lies beside the app"
            : $"{string.Join(" and ", files)} beside the app lacks it, so it was written before the model was changed, or for other models";
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*" + BytecodeFile.Extension).Order(StringComparer.Ordinal).Where(BytecodeFile.IsSigned);

    private static byte[] Compile(KernelDescriptor descriptor)
    {
        lock (_compiling)
        {
            using ShaderCompiler compiler = ShaderCompiler.TryLoad(null, out string reason) ?? throw new PlatformNotSupportedException(
                $"{descriptor.Name} was not compiled while building, and cannot be now: {reason}; {Beside()}. "
                + $"Write a file of the kernels of what is built with src/Shaders/Bytecode, as docs/gpu.md tells{(OperatingSystem.IsWindows() ? ", or put dxcompiler.dll beside the app" : "")}");
            return compiler.Compile(descriptor.Source, descriptor.Name);
        }
    }
}
