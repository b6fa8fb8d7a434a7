namespace Compiled.Runtime.Tests.Persistence;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-").FullName;

    private string FilePath => Path.Combine(_folder, "model.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AFileIsCreatedAndReplacedAndNothingElseIsLeft()
    {
        AtomicFile.Write(FilePath, stream => stream.Write([1, 2, 3]));
        AtomicFile.Write(FilePath, stream => stream.Write([4]));
        Assert.Equal([4], File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200_000)]
    public void AFullDiskLeavesTheOldFileWhole(int written)
    {
        File.WriteAllBytes(FilePath, [1, 2, 3]);
        Assert.Throws<IOException>(() => AtomicFile.Write(FilePath, stream =>
        {
            stream.Write(new byte[written]);
            throw new IOException("No space left on device");
        }));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void TheOldFileIsWholeUntilTheNewOneIs()
    {
        File.WriteAllBytes(FilePath, [1, 2, 3]);
        AtomicFile.Write(FilePath, stream =>
        {
            // What a reader, or a machine without power, finds now.
            stream.Write(new byte[200_000]);
            stream.Flush();
            Assert.Equal([1, 2, 3], File.ReadAllBytes(FilePath));
            string temporary = Assert.Single(Directory.GetFiles(_folder), path => path != FilePath);
            Assert.Equal(_folder, Path.GetDirectoryName(temporary));
        });
        Assert.Equal(200_000, new FileInfo(FilePath).Length);
    }

    [Fact]
    public void WhatAKilledProcessLeftBehindDoesNotMatter()
    {
        File.WriteAllBytes(Path.Combine(_folder, ".model.safetensors.0123.tmp"), [9]);
        AtomicFile.Write(FilePath, stream => stream.Write([1]));
        Assert.Equal([1], File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void ALinkStaysALink()
    {
        string target = Path.Combine(_folder, "target");
        File.WriteAllBytes(target, [1]);
        File.CreateSymbolicLink(FilePath, target);
        AtomicFile.Write(FilePath, stream => stream.Write([2]));
        Assert.Equal([2], File.ReadAllBytes(target));
        Assert.NotNull(new FileInfo(FilePath).LinkTarget);
    }

    [Fact]
    public void AMissingFolderIsAnErrorOfItsOwn()
    {
        string folder = Path.Combine(_folder, "none"), path = Path.Combine(folder, "x");
        DirectoryNotFoundException exception = Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(path, stream => stream.Write([1])));
        Assert.Equal($"{path} cannot be written: there is no folder {folder}", exception.Message);
    }
}
