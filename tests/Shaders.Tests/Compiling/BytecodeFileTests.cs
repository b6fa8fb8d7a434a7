using Compiled.Shaders.Compiling;
using Compiled.Shaders.Tests.Devices;

namespace Compiled.Shaders.Tests.Compiling;

public sealed class BytecodeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string FilePath => Path.Combine(_folder, "kernels.dxil");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_is_read()
    {
        var kernels = new Dictionary<string, byte[]> { [ShaderHash.Of("a")] = [1, 2, 3], [ShaderHash.Of("b")] = [], [ShaderHash.Of("c")] = new byte[70_000] };
        BytecodeFile.Write(FilePath, kernels);
        Assert.Equal(kernels.OrderBy(k => k.Key), BytecodeFile.Read(FilePath).OrderBy(k => k.Key));
        Assert.Equal(["kernels.dxil"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_second_file_takes_the_place_of_the_first()
    {
        BytecodeFile.Write(FilePath, new Dictionary<string, byte[]> { [ShaderHash.Of("a")] = [1] });
        BytecodeFile.Write(FilePath, new Dictionary<string, byte[]> { [ShaderHash.Of("b")] = [2] });
        Assert.Equal([2], Assert.Single(BytecodeFile.Read(FilePath)).Value);
    }

    [Fact]
    public void All_files_of_a_folder_count()
    {
        BytecodeFile.Write(FilePath, new Dictionary<string, byte[]> { [ShaderHash.Of("a")] = [1] });
        BytecodeFile.Write(Path.Combine(_folder, "others.dxil"), new Dictionary<string, byte[]> { [ShaderHash.Of("b")] = [2] });
        Assert.Equal(new byte[] { 1, 2 }, ShaderBytecode.ReadAll(_folder).Values.SelectMany(code => code).Order());
    }

    /// <summary>Compilers of HLSL call what they write by the same extension, too.</summary>
    [Fact]
    public void A_file_of_another_program_does_not_count()
    {
        BytecodeFile.Write(FilePath, new Dictionary<string, byte[]> { [ShaderHash.Of("a")] = [1] });
        File.WriteAllBytes(Path.Combine(_folder, "another.dxil"), [.. "DXBC"u8, .. new byte[100]]);
        File.WriteAllBytes(Path.Combine(_folder, "empty.dxil"), []);
        Assert.Equal([1], Assert.Single(ShaderBytecode.ReadAll(_folder)).Value);
    }

    [Fact]
    public void A_damaged_file_in_a_folder_is_named()
    {
        BytecodeFile.Write(FilePath, new Dictionary<string, byte[]> { [ShaderHash.Of("a")] = [1, 2, 3] });
        File.WriteAllBytes(FilePath, File.ReadAllBytes(FilePath)[..^1]);
        Assert.StartsWith(FilePath, Assert.Throws<InvalidDataException>(() => ShaderBytecode.ReadAll(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_of_a_file_is_found_out()
    {
        BytecodeFile.Write(FilePath, new Dictionary<string, byte[]> { [ShaderHash.Of("a")] = [1, 2, 3] });
        byte[] whole = File.ReadAllBytes(FilePath);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            Assert.Throws<InvalidDataException>(() => BytecodeFile.Read(FilePath));
        }
    }

    [Fact]
    public void A_hash_is_that_of_the_text_and_of_how_it_is_compiled()
    {
        Assert.Equal(64, ShaderHash.Of("a").Length);
        Assert.NotEqual(ShaderHash.Of("a"), ShaderHash.Of("b"));
        Assert.Equal(ShaderHash.Of(AddKernel.Descriptor), ShaderHash.Of(AddKernel.Descriptor.Source));
    }

    [Fact]
    public void A_kernel_that_was_not_compiled_needs_a_compiler_and_says_so()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string message = Assert.Throws<PlatformNotSupportedException>(() => ShaderBytecode.Of(AddKernel.Descriptor with { Name = "dense", Source = "no such kernel" })).Message;
        Assert.StartsWith("dense was not compiled while building, and cannot be now: kernels are compiled on Windows", message);
        Assert.Contains("beside the app", message);
        Assert.EndsWith("with src/Shaders/Bytecode, as docs/gpu.md tells", message);
    }
}
