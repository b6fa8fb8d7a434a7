using System.Security.Cryptography;
using System.Text;
using Compiled.Devices;

namespace Compiled.Shaders.Compiling;

/// <summary>What names a kernel's bytecode: the SHA-256 of its text and of how it is compiled.</summary>
internal static class ShaderHash
{
    public const int Length = 32;

    public static string Of(KernelDescriptor descriptor) => Of(descriptor.Source);

    /// <returns>In lower-case hexadecimal digits.</returns>
    public static string Of(string source) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join(' ', ShaderCompiler.Arguments)}\n{source}"))).ToLowerInvariant();
}
