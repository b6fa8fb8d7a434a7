using Compiled.Devices;

namespace Compiled.Runtime.Tests.Devices;

public class DeviceSearchTests
{
    [Fact]
    public void The_processor_is_always_there_and_needs_no_context()
    {
        Assert.Same(Device.Cpu, Device.Enumerate()[0]);
        Assert.Equal(DeviceKind.Cpu, Device.Cpu.Kind);
        Assert.True(Device.Cpu.Memory > 0);
        Assert.Equal("the processor runs models by itself and has no context", Assert.Throws<InvalidOperationException>(Device.Cpu.Open).Message);
    }

    [Fact]
    public void Without_a_library_of_devices_the_best_is_the_processor_and_says_why()
    {
        Assert.Same(Device.Cpu, Device.Best);
        Assert.StartsWith("models run on the processor, since no GPU can be used: no library with devices is in the program", Device.WhyBest);
        Assert.StartsWith("no GPU can be used: no library", Assert.Throws<PlatformNotSupportedException>(() => Device.Gpu).Message);
    }

    [Fact]
    public void The_best_is_the_gpu_with_the_most_memory()
    {
        DeviceSearch search = DeviceSearch.Of(
        [
            new FakeProvider("first", new([new FakeDevice("small", DeviceKind.Gpu, 2), new FakeDevice("slow", DeviceKind.Software, 9)], "")),
            new FakeProvider("second", new([new FakeDevice("large", DeviceKind.Gpu, 4)], "a driver is too old")),
        ]);
        Assert.Equal("large", search.Best(DeviceKind.Gpu)!.Name);
        Assert.Equal("slow", search.Best(DeviceKind.Software)!.Name);
        Assert.Equal(["small", "slow", "large"], search.Devices.Select(device => device.ToString()));
    }

    [Fact]
    public void What_was_not_found_and_what_is_imitated_are_reasons()
    {
        DeviceSearch search = DeviceSearch.Of(
        [
            new FakeProvider("first", new([], "nothing is plugged in")),
            new FakeProvider("second", new([new FakeDevice("slow", DeviceKind.Software, 9)], "")),
        ]);
        Assert.Null(search.Best(DeviceKind.Gpu));
        Assert.Equal("first: nothing is plugged in; slow is imitated by the processor", search.Reasons);
    }

    private sealed class FakeProvider(string name, DeviceSearch found) : DeviceProvider
    {
        public override string Name => name;

        public override DeviceSearch Search() => found;
    }

    private sealed class FakeDevice(string name, DeviceKind kind, long memory) : Device
    {
        public override string Name => name;

        public override DeviceKind Kind => kind;

        public override long Memory => memory;

        public override DeviceContext Open() => throw new InvalidOperationException("it is not there");
    }
}
