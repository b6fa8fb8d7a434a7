using System.Runtime.InteropServices;
using Compiled.Devices;

namespace Compiled.Shaders.Direct3D;

/// <summary>What libvkd3d runs on: it has no list of adapters, but says which Vulkan device is behind its own.</summary>
internal static unsafe class VulkanAdapter
{
    private const string LibraryName = "libvkd3d.so.1", VulkanName = "libvulkan.so.1";

    // VkPhysicalDeviceProperties is 824 bytes and VkPhysicalDeviceMemoryProperties 520 (Vulkan 1.0).
    private const int PropertiesLength = 824, TypeOffset = 16, NameOffset = 20, NameLength = 256;
    private const int MemoryLength = 520, HeapCountOffset = 260, HeapsOffset = 264, HeapLength = 16, HeapFlagsOffset = 8;
    private const uint DeviceLocal = 1;

    private enum PhysicalDeviceType : uint
    {
        Other,
        Integrated,
        Discrete,
        Virtual,
        Cpu,
    }

    public static DeviceSearch Search()
    {
        if (Libraries.TryCreateDevice(null, out string reason) is not { } device)
        {
            return new([], reason);
        }

        void* physical = ((delegate* unmanaged<void*, void*>)NativeLibrary.GetExport(NativeLibrary.Load(LibraryName), "vkd3d_get_vk_physical_device"))(device.Pointer);
        nint vulkan = NativeLibrary.Load(VulkanName);
        byte* properties = stackalloc byte[PropertiesLength];
        ((delegate* unmanaged<void*, byte*, void>)NativeLibrary.GetExport(vulkan, "vkGetPhysicalDeviceProperties"))(physical, properties);
        byte* memory = stackalloc byte[MemoryLength];
        ((delegate* unmanaged<void*, byte*, void>)NativeLibrary.GetExport(vulkan, "vkGetPhysicalDeviceMemoryProperties"))(physical, memory);

        string name = Marshal.PtrToStringUTF8((nint)(properties + NameOffset), NameLength).Split('\0')[0];
        DeviceKind kind = *(PhysicalDeviceType*)(properties + TypeOffset) == PhysicalDeviceType.Cpu ? DeviceKind.Software : DeviceKind.Gpu;
        return new([new Direct3DDevice(device, name, kind, LocalMemory(memory))], "");
    }

    /// <summary>The largest heap on the device.</summary>
    private static long LocalMemory(byte* memory)
    {
        long largest = 0;
        for (uint heap = 0; heap < *(uint*)(memory + HeapCountOffset); heap++)
        {
            byte* entry = memory + HeapsOffset + (heap * HeapLength);
            if ((*(uint*)(entry + HeapFlagsOffset) & DeviceLocal) != 0)
            {
                largest = Math.Max(largest, *(long*)entry);
            }
        }

        return largest;
    }
}
