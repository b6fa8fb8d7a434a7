using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Compiled.Devices;
using ComputeSharp;

namespace Compiled.Shaders.ComputeSharp;

/// <summary>ComputeSharp's list of devices. They are looked for once.</summary>
[SupportedOSPlatform("windows6.2")]
internal sealed class ComputeSharpProvider : DeviceProvider
{
    private static readonly Lazy<DeviceSearch> _search = new(Look);

    public override string Name => "ComputeSharp";

    public override DeviceSearch Search() => _search.Value;

    private static DeviceSearch Look()
    {
        if (!OperatingSystem.IsWindowsVersionAtLeast(10))
        {
            return new([], "ComputeSharp needs Windows 10 or later");
        }

        try
        {
            return new([.. GraphicsDevice.EnumerateDevices().Select(device => new ComputeSharpDevice(device))], "");
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or NotSupportedException or Win32Exception or ExternalException)
        {
            // So it reports that there is no driver, or no device of feature level 11.
            return new(ImmutableArray<Device>.Empty, exception.Message);
        }
    }
}

/// <summary>A device of ComputeSharp.</summary>
[SupportedOSPlatform("windows6.2")]
internal sealed class ComputeSharpDevice(GraphicsDevice device) : Device
{
    public override string Name => $"{device.Name} (ComputeSharp)";

    public override DeviceKind Kind => device.IsHardwareAccelerated ? DeviceKind.Gpu : DeviceKind.Software;

    public override long Memory => (long)(device.DedicatedMemorySize > 0 ? device.DedicatedMemorySize : device.SharedMemorySize);

    public override DeviceContext Open() => new ComputeSharpContext(this, device);
}
