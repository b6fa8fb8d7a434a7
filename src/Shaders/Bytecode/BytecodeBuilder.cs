using Compiled.Devices;
using Compiled.Shaders.Compiling;

namespace Compiled.Bytecode;

/// <summary>Makes the file of kernels that lies beside an app, compiling what the last one did not have.</summary>
internal static class BytecodeBuilder
{
    /// <returns>Whether every kernel compiled; else the errors are on the console, and the file stays as it was.</returns>
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

        // A file that lacks kernels would look like a build that went well.
        if (errors > 0)
        {
            return false;
        }

        BytecodeFile.Write(output, compiled);
        Console.WriteLine($"{compiled.Count} kernels in {output}, {missing.Count} of them new");
        return true;
    }
}
