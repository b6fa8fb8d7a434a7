using System.Collections.Concurrent;
using System.Diagnostics;

namespace Compiled.Shaders.Tests.Compiling;

/// <summary>A second compiler's opinion: every kernel of the tests is also SPIR-V, by glslang. Its texts lie beside the tests once they were compiled.</summary>
public class SpirvTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "kernels");

    [SpirvFact]
    public async Task Every_kernel_compiles_to_spirv()
    {
        string[] kernels = Directory.GetFiles(Folder, "*.hlsl");
        Assert.True(kernels.Length > 50, $"{kernels.Length} kernels in {Folder}");
        var findings = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(kernels, async (kernel, cancellation) =>
        {
            // Registers of constants and buffers overlap in HLSL; one number is added to the first.
            var start = new ProcessStartInfo("glslangValidator", ["-D", "-V", "--target-env", "vulkan1.1", "-S", "comp", "-e", "main", "--scb", "32", "-o", "/dev/null", kernel]) { RedirectStandardOutput = true };
            using Process process = Process.Start(start)!;
            string output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0)
            {
                findings.Add($"{File.ReadLines(kernel).First()}\n{output}");
            }
        });

        Assert.Empty(findings);
    }

    /// <summary>Where a device needs no host, as on Windows, the texts were not written.</summary>
    private sealed class SpirvFactAttribute : DeviceFactAttribute
    {
        public SpirvFactAttribute()
        {
            if (!TestDevice.IsPromised && !Directory.Exists(Folder))
            {
                Skip ??= $"kernels do not become SPIR-V: their texts lie in {Folder} where tests/Shaders.Tests/Host/install made a host.";
            }
        }
    }
}
