using System.Diagnostics;

namespace Compiled.Runtime.Tests.Persistence;

/// <summary>The system itself refuses to write: a device without room, and a limit on the size of files as full disks show it.</summary>
public sealed class FullDiskTests : IDisposable
{
    internal const string Command = "save-once";
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Replaces a file, or tells why it cannot, and whether the model still works.</summary>
    internal static void SaveOnce(string path)
    {
        using LinearModel model = TestProcess.LargeModel();
        TestProcess.SetAll(model, 2);
        try
        {
            model.Save(path);
            Console.WriteLine("saved");
        }
        catch (IOException exception)
        {
            Console.WriteLine($"{exception.GetType().Name}, {model.GetWeights()[0][0]}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(1500)]
    public void AWriteThatTheSystemRefusesLeavesTheOldFileWhole(int blocks)
    {
        if (OperatingSystem.IsWindows())
        {
            // There is no limit of this kind; the failing stream of AtomicFileTests stands for it.
            return;
        }

        string path = Path.Combine(_folder, "model.safetensors");
        using LinearModel model = TestProcess.LargeModel();
        TestProcess.SetAll(model, 1);
        model.Save(path);
        byte[] old = File.ReadAllBytes(path);
        Assert.Equal("IOException, 2", Output(blocks, path));
        Assert.Equal(old, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));

        Assert.Equal("saved", Output(10_000, path));
        TestProcess.SetAll(model, 2);
        Assert.Equal(TestProcess.Bytes(model), File.ReadAllBytes(path));
    }

    [Fact]
    public void ADeviceWithoutRoomIsAnErrorOfItsOwn()
    {
        const string Full = "/dev/full";
        if (!File.Exists(Full))
        {
            return;
        }

        using LinearModel model = TestProcess.LargeModel();
        TestProcess.SetAll(model, 3);
        Assert.Throws<IOException>(() =>
        {
            using FileStream stream = File.OpenWrite(Full);
            model.Save(stream);
        });
        Assert.All(model.GetWeights(), weight => Assert.Equal(-1, weight.AsSpan().IndexOfAnyExcept(3)));
        model.Save(new MemoryStream());
    }

    private static string Output(int blocks, string path)
    {
        // The signal of the limit is ignored, so that writing fails as it does where the disk is full. A block has 512 or 1024 bytes.
        using Process process = TestProcess.StartLimited($"trap '' XFSZ; ulimit -f {blocks}", Command, path);
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output;
    }
}
