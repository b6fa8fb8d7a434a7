using Compiled.Devices;

namespace Compiled.Shaders.Tests.Devices;

[Collection(DeviceFixture.Collection)]
public class CommandListTests(DeviceFixture device)
{
    [DeviceFact]
    public void A_kernel_computes_what_its_text_says()
    {
        using DeviceBuffer left = device.Upload("left", 1f, 2f, 3f), right = device.Upload("right", 10f, 20f, 30f), sum = device.Context.CreateBuffer("sum", 3);
        BufferTable buffers = Table(left, right, sum);
        CommandList commands = device.Context.Begin();
        commands.Dispatch(new AddKernel(3, 2f), buffers);
        commands.Submit();
        Assert.Equal([12f, 24f, 36f], device.Download(sum));
    }

    [DeviceFact]
    public void Dispatches_after_a_barrier_see_what_those_before_it_wrote()
    {
        using DeviceBuffer left = device.Upload("left", 1f, 2f), sum = device.Context.CreateBuffer("sum", 2);
        BufferTable buffers = Table(left, sum, sum);
        CommandList commands = device.Context.Begin();
        for (int i = 0; i < 10; i++)
        {
            commands.Dispatch(new AddKernel(2, 1f), buffers);
            commands.Barrier();
        }

        commands.Submit();
        Assert.Equal([10f, 20f], device.Download(sum));
    }

    [DeviceFact]
    public void One_list_uploads_computes_and_downloads()
    {
        using DeviceBuffer left = device.Context.CreateBuffer("left", 100_000), right = device.Context.CreateBuffer("right", 100_000), sum = device.Context.CreateBuffer("sum", 100_000);
        float[] values = [.. Enumerable.Range(0, 100_000).Select(i => i * 0.5f)];
        CommandList commands = device.Context.Begin();
        commands.Upload<float>(values, left);
        commands.Upload<float>(values.AsSpan(0, 10), right, 99_990);
        commands.Dispatch(new AddKernel(100_000, 4f), Table(left, right, sum));
        Readback last = commands.Download(sum, 99_989, 3), all = commands.Download(sum, 0, 100_000);
        Submission submission = commands.Submit();

        var three = new float[3];
        submission.Read(last, three.AsSpan());
        Assert.Equal([4f * values[99_989], 4f * values[99_990], (4f * values[99_991]) + 0.5f], three);
        var result = new float[100_000];
        submission.Read(all, result.AsSpan());
        Assert.Equal(values.Take(99_990).Select(v => 4f * v), result.Take(99_990));
    }

    [DeviceFact]
    public void Results_can_be_read_while_the_next_list_is_on_its_way_and_not_later()
    {
        using DeviceBuffer left = device.Upload("left", 1f);
        var read = new float[1];
        CommandList commands = device.Context.Begin();
        Readback readback = commands.Download(left, 0, 1);
        Submission first = commands.Submit();
        device.Context.Begin().Submit();
        first.Read(readback, read.AsSpan());
        Assert.Equal(1f, read[0]);
        device.Context.Begin().Submit();
        Assert.Contains("later lists", Assert.Throws<InvalidOperationException>(() => first.Read(readback, read.AsSpan())).Message);
    }

    [DeviceFact]
    public void A_list_that_is_not_submitted_changes_nothing_and_is_not_waited_for()
    {
        using DeviceBuffer left = device.Upload("left", 1f);
        for (int i = 0; i < 2 * DeviceContext.InFlight; i++)
        {
            using CommandList commands = device.Context.Begin();
            commands.Upload<float>([2f], left);
        }

        Assert.Equal([1f], device.Download(left));
    }

    [DeviceFact]
    public void New_buffers_are_zero()
    {
        using DeviceBuffer buffer = device.Context.CreateBuffer("new", 5_000_001);
        Assert.All(device.Download(buffer).Where((_, i) => i % 1000 == 0 || i == 5_000_000), value => Assert.Equal(0f, value));
    }

    [DeviceFact]
    public void What_does_not_lie_in_a_buffer_is_refused()
    {
        using DeviceBuffer left = device.Upload("left", 1f, 2f);
        CommandList commands = device.Context.Begin();
        Assert.Equal(
            "left has 2 elements: 2 from 1 on do not lie in it (Parameter 'length')",
            Assert.Throws<ArgumentOutOfRangeException>(() => commands.Upload<float>([1, 2], left, 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => commands.Download(left, 0, 3));
        Assert.Throws<InvalidOperationException>(() => commands.Dispatch(new AddKernel(1, 1), new BufferTable()));
        Assert.Throws<InvalidOperationException>(() => device.Context.Begin());
        commands.Submit();
        Assert.Throws<InvalidOperationException>(() => commands.Barrier());
    }

    [DeviceFact]
    public void The_device_says_what_it_is()
    {
        Assert.NotEmpty(device.Context.Device.Name);
        Assert.NotEqual(DeviceKind.Cpu, device.Context.Device.Kind);
        Assert.True(device.Context.Device.Memory > 0);
        Assert.Contains(device.Context.Device, Device.Enumerate());
    }

    private static BufferTable Table(DeviceBuffer left, DeviceBuffer right, DeviceBuffer sum) => new()
    {
        [new(DeviceMemory.Input, 0)] = left,
        [new(DeviceMemory.Input, 1)] = right,
        [new(DeviceMemory.Prediction)] = sum,
    };
}
