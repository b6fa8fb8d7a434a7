using Compiled.Devices;
using Compiled.EndToEnd.Tests;
using Compiled.Shaders.Models;

namespace Compiled.Shaders.Tests.Programs;

/// <summary>Random numbers are the same on the processor and the device, whatever the step and the number of samples.</summary>
[Collection(DeviceFixture.Collection)]
public unsafe class MaskTests(DeviceFixture device)
{
    [DeviceTheory]
    [InlineData(1, 0, 1)]
    [InlineData(3, 1, 7)]
    [InlineData(29, 5, ulong.MaxValue)]
    public void What_is_dropped_is_the_same_on_both_sides(int samples, int step, ulong seed)
    {
        using var model = new Masks(seed) { Step = step };
        Batch batch = TestData.Batch(model, samples);
        using var session = new DeviceSession(model, device.Context);
        session.Load();
        session.Run(ProgramKind.Train, batch);
        int length = samples * 13 * 7;
        float[] actual = session.Read(new(DeviceMemory.Prediction), length);
        using var reference = new TrainingSession(model);
        var expected = new ReadOnlySpan<float>(reference.Run(ProgramKind.Train, batch, default, null).Predictions[0], length);

        bool[] dropped = [.. expected.ToArray().Select(value => value == 0)];
        Assert.Equal(dropped, actual.Select(value => value == 0));
        Assert.InRange(dropped.Count(isDropped => isDropped) / (double)length, 0.3, 0.9);
    }
}
