using Compiled.Devices;

namespace Compiled.Runtime.Tests.Devices;

/// <summary>What is more than 32 bits can count is refused before anything is made or changed.</summary>
public class DeviceLimitTests
{
    private const long Most = uint.MaxValue / sizeof(float);

    [Fact]
    public void ABufferOfFourGigabytesIsRefused()
    {
        var device = new FakeDevice();
        using DeviceContext context = device.Open();
        Assert.Equal(
            "Linear's Workspace 0 takes 1073741824 elements of 4 bytes, and one buffer of a device has at most 4294967292 bytes: take a smaller batch, or shorter sequences",
            Assert.Throws<InsufficientMemoryException>(() => context.CreateBuffer("Linear's Workspace 0", Most + 1)).Message);
        Assert.Equal((0, 0), (device.Used, device.Lists));
    }

    [Theory]
    [InlineData(DeviceMemory.Parameters)]
    [InlineData(DeviceMemory.States)]
    public void WeightsThatCouldNotComeBackAreRefused(DeviceMemory memory)
    {
        using var model = new DeviceLinearModel();
        var device = new FakeDevice();
        using DeviceContext context = device.Open();
        using var buffers = new ModelBuffers(model, context, () => { });
        Assert.Equal(
            $"Linear's {memory} take 536870912 elements, and a device gives back at most 536870911 of them: take a smaller model, or an optimizer that remembers less",
            Assert.Throws<InsufficientMemoryException>(() => buffers.Reserve(memory, 0, 1L << 29)).Message);
        Assert.Equal((0, 0), (device.Used, device.Lists));
    }

    /// <summary>No memory is touched: the lengths alone decide.</summary>
    [Fact]
    public unsafe void UploadsAreDoneInTurnsAndDownloadsAreLimited()
    {
        using var buffer = new NamedBuffer(Most);
        using var commands = new NotingCommands();
        float nothing = 0;
        commands.Upload(new ReadOnlySpan<float>(&nothing, (1 << 29) + 3), buffer, 5);
        Assert.Equal([(20, 1 << 30), (20 + (1L << 30), 1 << 30), (20 + (2L << 30), 12)], commands.Uploads);
        Assert.Equal(
            "buffer: 536870912 elements are asked for at once, and a download has at most 536870911 (Parameter 'length')",
            Assert.Throws<ArgumentOutOfRangeException>(() => commands.Download(buffer, 0, 1 << 29)).Message);
        Assert.Equal((1 << 29) - 1, commands.Download(buffer, 0, (1 << 29) - 1).Length);
    }

    private sealed class NamedBuffer(long length) : DeviceBuffer("buffer", length)
    {
        public override void Dispose()
        {
        }
    }

    /// <summary>Notes where uploads go, in bytes.</summary>
    private sealed class NotingCommands : CommandList
    {
        public List<(long Offset, int Length)> Uploads { get; } = [];

        public override void Dispatch<TKernel>(in TKernel kernel, BufferTable buffers) => Assert.Fail("nothing is dispatched");

        public override void Barrier() => Assert.Fail("nothing is recorded that would need it");

        public override Submission Submit() => throw new InvalidOperationException("nothing is submitted");

        public override void Dispose()
        {
        }

        protected override void UploadBytes(ReadOnlySpan<byte> source, DeviceBuffer destination, long offset) => Uploads.Add((offset, source.Length));

        protected override int DownloadBytes(DeviceBuffer source, long offset, int length) => 0;
    }
}
