using System.Collections.Immutable;
using Compiled.Devices;

namespace Compiled.Shaders.Direct3D;

/// <summary>Vulkan's list of devices, each as one of Direct3D by libvkd3d.</summary>
internal static unsafe class VulkanAdapters
{
    public static DeviceSearch Search()
    {
        void* instance = Vkd3d.TryCreateInstance(out string reason);
        if (instance is null)
        {
            return new([], reason);
        }

        try
        {
            return Search(instance);
        }
        finally
        {
            // Devices keep it.
            Vkd3d.Release(instance);
        }
    }

    private static DeviceSearch Search(void* instance)
    {
        ImmutableArray<Device>.Builder devices = ImmutableArray.CreateBuilder<Device>();
        var reasons = new List<string>();
        var seen = new HashSet<nint>();
        nint[] physicalDevices = VulkanDevice.Enumerate(Vkd3d.VulkanInstance(instance));
        foreach (nint physicalDevice in physicalDevices)
        {
            if (Vkd3d.TryCreateDevice(instance, (void*)physicalDevice, out string reason) is not { Vulkan: { } vulkan } device)
            {
                reasons.Add($"{VulkanDevice.NameOf((void*)physicalDevice)}: {reason}");
            }
            else if (seen.Add(vulkan.PhysicalDevice))
            {
                devices.Add(new Direct3DDevice(device, vulkan.Name, vulkan.Kind, vulkan.Memory));
            }
            else
            {
                // VKD3D_VULKAN_DEVICE chose one device for all.
                device.Dispose();
            }
        }

        return new(devices.ToImmutable(), physicalDevices.Length == 0 ? "Vulkan has no driver of a device" : string.Join("; ", reasons));
    }
}
