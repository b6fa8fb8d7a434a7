using Compiled.Devices;
using Compiled.Shaders.Compiling;

namespace Compiled.Bytecode;

/// <summary>Makes the file of kernels that lies beside an app, compiling what the last one did not have.</summary>
internal static class BytecodeBuilder
{
    /// <returns>Whether every kernel compiled; the errors of those that did not are on the console.</returns>
    public static bool Build(IReadOnlyList<KernelDescriptor> kernels, string output, string? compilerPath)
    {
        Dictionary<string, byte[]> known = File.Exists(output) ? BytecodeFile.Read(output) : [];
        var compiled = new Dictionary<string, byte[]>();
        var missing = new Dictionary<string, KernelDescriptor>();
        foreach (KernelDescriptor kernel in kernels)
        {
            kernel.Validate();
            string hash = ShaderHash.Of(kernel);
            if (known.TryGetValue(hash, out byte[]? code))
            {
                compiled[hash] = code;
            }
            else
            {
                missing[hash] = kernel;
            }
        }

        int errors = 0;
        if (missing.Count > 0)
        {
            using ShaderCompiler compiler = ShaderCompiler.TryLoad(compilerPath, out string reason) ?? throw new InvalidOperationException(reason);
            foreach ((string hash, KernelDescriptor kernel) in missing)
            {
                try
                {
                    compiled[hash] = compiler.Compile(kernel.Source, kernel.Name);
                }
                catch (InvalidOperationException exception)
                {
                    errors++;
                    Console.Error.WriteLine(exception.Message);
                }
            }
        }

        BytecodeFile.Write(output, compiled);
        Console.WriteLine($"{compiled.Count} kernels in {output}, {missing.Count - errors} of them new");
        return errors == 0;
    }
}
