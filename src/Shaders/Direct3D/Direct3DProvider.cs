using Compiled.Devices;

namespace Compiled.Shaders.Direct3D;

/// <summary>The devices of Direct3D 12. They are looked for once: a device that is plugged in later is not seen.</summary>
internal sealed class Direct3DProvider : DeviceProvider
{
    private static readonly Lazy<DeviceSearch> _search = new(() =>
        OperatingSystem.IsWindows() ? DirectXAdapters.Search()
        : OperatingSystem.IsLinux() ? VulkanAdapters.Search()
        : new([], "there is no Direct3D 12 on this system"));

    public override string Name => "Direct3D 12";

    public override DeviceSearch Search() => _search.Value;
}
