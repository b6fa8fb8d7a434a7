using Compiled.Devices;

namespace Compiled.Runtime.Tests.Devices;

/// <summary>Which device is the best, and why.</summary>
public class DeviceSearchTests
{
    [Fact]
    public void WithoutALibraryOfDevicesThereIsTheProcessor()
    {
        Assert.Same(Device.Cpu, Device.Enumerate()[0]);
        Assert.Equal("CPU", Device.Cpu.ToString());
        Assert.True(Device.Cpu.Memory > 0);
        DeviceSearch search = DeviceSearch.Of([]);
        Assert.Null(search.Best(DeviceKind.Gpu));
        Assert.Contains("Compiled.Shaders", search.Reasons);
    }

    [Fact]
    public void TheGpuWithTheMostMemoryIsTheBestAndSoftwareIsNone()
    {
        var search = DeviceSearch.Of([new Provider("One", "", new FakeDevice { MemoryLimit = 5 }, new FakeDevice { MemoryLimit = 7 }), new Provider("Two", "no driver")]);
        Assert.Equal(7, search.Best(DeviceKind.Gpu)!.Memory);
        Assert.Null(search.Best(DeviceKind.Software));
        Assert.Equal("Two: no driver", search.Reasons);
    }

    private sealed class Provider(string name, string reasons, params Device[] devices) : DeviceProvider
    {
        public override string Name => name;

        public override DeviceSearch Search() => new([.. devices], reasons);
    }
}
