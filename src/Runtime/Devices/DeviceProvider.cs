using System.Collections.Immutable;

namespace Compiled.Devices;

/// <summary>A way to devices, such as Direct3D 12.</summary>
public abstract class DeviceProvider
{
    /// <summary>For messages.</summary>
    public abstract string Name { get; }

    /// <summary>The devices that can be used now, and why there are not more.</summary>
    public abstract DeviceSearch Search();
}

/// <summary>What a look for devices found.</summary>
/// <param name="Devices">Those that can be used.</param>
/// <param name="Reasons">Why there are not more, in words; empty for no reason.</param>
public sealed record DeviceSearch(ImmutableArray<Device> Devices, string Reasons)
{
    /// <summary>The device of a kind with the most memory; null for none.</summary>
    public Device? Best(DeviceKind kind) => Devices.Where(device => device.Kind == kind).MaxBy(device => device.Memory);

    internal static DeviceSearch Of(ImmutableArray<DeviceProvider> providers)
    {
        if (providers.IsEmpty)
        {
            return new([], "no library with devices is in the program. Reference Compiled.Shaders and set Gpu = true in the [Model]");
        }

        DeviceSearch[] searches = [.. providers.Select(provider => provider.Search())];
        ImmutableArray<Device> devices = [.. searches.SelectMany(search => search.Devices)];
        IEnumerable<string> reasons = searches.Zip(providers, (search, provider) => search.Reasons.Length == 0 ? "" : $"{provider.Name}: {search.Reasons}")
            .Concat(devices.Where(device => device.Kind == DeviceKind.Software).Select(device => $"{device.Name} is imitated by the processor"))
            .Where(reason => reason.Length > 0);
        return new(devices, string.Join("; ", reasons));
    }
}
