using Compiled.Shaders.Compiling;

namespace Compiled.Shaders.Tests.Compiling;

public sealed class BytecodeCacheTests : IDisposable
{
    private static readonly string _hash = ShaderHash.Of("a");

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private int _compiled;

    private string Entry => Path.Combine(_folder, "kernels", _hash + BytecodeCache.Extension);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_kernel_is_compiled_once()
    {
        Assert.Equal([1, 2, 3], Kernel());
        Assert.Equal([1, 2, 3], Kernel());
        Assert.Equal(1, _compiled);
        Assert.Equal([Entry], Directory.GetFiles(Path.GetDirectoryName(Entry)!));
    }

    [Fact]
    public void An_entry_that_is_cut_off_is_compiled_again_once()
    {
        Kernel();
        byte[] whole = File.ReadAllBytes(Entry);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Entry, whole[..length]);
            _compiled = 0;
            Assert.Equal([1, 2, 3], Kernel());
            Assert.Equal([1, 2, 3], Kernel());
            Assert.Equal(1, _compiled);
        }
    }

    [Fact]
    public void An_entry_of_zeros_is_compiled_again()
    {
        Kernel();
        File.WriteAllBytes(Entry, new byte[new FileInfo(Entry).Length]);
        Assert.Equal([1, 2, 3], Kernel());
        Assert.Equal(2, _compiled);
    }

    /// <summary>A file is in the place of its folder: nothing can be kept, and nothing fails.</summary>
    [Fact]
    public void A_cache_that_cannot_be_written_compiles_each_time()
    {
        File.WriteAllBytes(Path.Combine(_folder, "kernels"), []);
        Assert.Equal([1, 2, 3], Kernel());
        Assert.Equal([1, 2, 3], Kernel());
        Assert.Equal(2, _compiled);
    }

    private byte[] Kernel() => new BytecodeCache(Path.Combine(_folder, "kernels")).Of(_hash, () =>
    {
        _compiled++;
        return [1, 2, 3];
    });
}
