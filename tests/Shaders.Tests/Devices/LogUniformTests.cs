using Compiled.Devices;

namespace Compiled.Shaders.Tests.Devices;

[Collection(DeviceFixture.Collection)]
public class LogUniformTests(DeviceFixture device)
{
    /// <summary>A million classes lie closer than single precision counts: they are drawn in integers on both sides.</summary>
    [DeviceTheory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50_257)]
    [InlineData(1_000_003)]
    [InlineData(int.MaxValue)]
    public void Classes_are_those_of_the_processor(int classes)
    {
        const int Count = 5_000;
        const float Unit = 1f / (1 << 24);
        var random = new Random(classes);
        float[] uniform = [.. Enumerable.Range(0, 2 * Count).Select(_ => random.Next(1 << 24) * Unit)];
        (uniform[0], uniform[Count]) = (0, 0);
        (uniform[1], uniform[Count + 1]) = (1 - Unit, 1 - Unit);
        int[] expected = [.. Enumerable.Range(0, Count).Select(i => LogUniformSampler.Class(LogUniformSampler.Refine(uniform[i], uniform[Count + i]), classes))];

        using DeviceBuffer numbers = device.Upload("numbers", uniform), drawn = device.Context.CreateBuffer("drawn", Count);
        BufferTable buffers = new() { [new(DeviceMemory.Input)] = numbers, [new(DeviceMemory.Prediction)] = drawn };
        CommandList commands = device.Context.Begin();
        commands.Dispatch(new LogUniformKernel(Count, (uint)Math.Round(Math.Log2(classes + 1d) * (1 << 27)), (uint)classes), buffers);
        commands.Submit();
        Assert.Equal(expected, device.Download(drawn).Select(BitConverter.SingleToInt32Bits));
    }
}
