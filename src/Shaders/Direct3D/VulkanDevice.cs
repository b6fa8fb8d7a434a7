using System.Runtime.InteropServices;
using Compiled.Devices;

namespace Compiled.Shaders.Direct3D;

/// <summary>The device of Vulkan behind one of libvkd3d: what it is, and whether it was lost, which libvkd3d does not say.</summary>
internal sealed unsafe class VulkanDevice
{
    private const string LibraryName = "libvulkan.so.1";

    // VkPhysicalDeviceProperties is 824 bytes and VkPhysicalDeviceMemoryProperties 520 (Vulkan 1.0).
    private const int PropertiesLength = 824, TypeOffset = 16, NameOffset = 20, NameLength = 256, MostTexelsOffset = 316;
    private const int MemoryLength = 520, HeapCountOffset = 260, HeapsOffset = 264, HeapLength = 16, HeapFlagsOffset = 8;
    private const uint DeviceLocal = 1;
    private const int NotReady = 1;

    private static readonly Lazy<nint> _library = new(() => NativeLibrary.Load(LibraryName));

    private readonly void* _device;
    private readonly Lazy<ulong> _fence;

    /// <param name="device">The <c>VkDevice</c>.</param>
    public VulkanDevice(void* physicalDevice, void* device)
    {
        PhysicalDevice = (nint)physicalDevice;
        _device = device;
        _fence = new(CreateFence);
        byte* properties = stackalloc byte[PropertiesLength];
        ReadProperties(physicalDevice, properties);
        Name = NameIn(properties);
        Kind = *(PhysicalDeviceType*)(properties + TypeOffset) == PhysicalDeviceType.Cpu ? DeviceKind.Software : DeviceKind.Gpu;
        MostElements = *(uint*)(properties + MostTexelsOffset);
        Memory = LocalMemory(physicalDevice);
    }

    private enum PhysicalDeviceType : uint
    {
        Other,
        Integrated,
        Discrete,
        Virtual,
        Cpu,
    }

    /// <summary>The <c>VkPhysicalDevice</c>.</summary>
    public nint PhysicalDevice { get; }

    public string Name { get; }

    public DeviceKind Kind { get; }

    /// <summary>The largest heap on the device, in bytes.</summary>
    public long Memory { get; }

    /// <summary>The elements of one buffer that a kernel reaches: libvkd3d shows it as texels (<c>maxTexelBufferElements</c>).</summary>
    public long MostElements { get; }

    /// <summary>
    /// Whether the device was lost. A fence that nothing signals is not ready on a sound device, and on a lost one sooner or later anything else
    /// (Vulkan 1.0, <c>vkGetFenceStatus</c>).
    /// </summary>
    public bool IsLost => ((delegate* unmanaged<void*, ulong, int>)Function("vkGetFenceStatus"))(_device, _fence.Value) != NotReady;

    /// <summary>All that an instance of Vulkan has: each <c>VkPhysicalDevice</c>.</summary>
    public static nint[] Enumerate(void* instance)
    {
        var enumerate = (delegate* unmanaged<void*, uint*, nint*, int>)Function("vkEnumeratePhysicalDevices");
        uint count = 0;
        if (enumerate(instance, &count, null) < 0 || count == 0)
        {
            return [];
        }

        var devices = new nint[count];
        fixed (nint* first = devices)
        {
            return enumerate(instance, &count, first) < 0 ? [] : devices[..(int)count];
        }
    }

    public static string NameOf(void* physicalDevice)
    {
        byte* properties = stackalloc byte[PropertiesLength];
        ReadProperties(physicalDevice, properties);
        return NameIn(properties);
    }

    private static string NameIn(byte* properties) => Marshal.PtrToStringUTF8((nint)(properties + NameOffset), NameLength).Split('\0')[0];

    private static void ReadProperties(void* physicalDevice, byte* properties) =>
        ((delegate* unmanaged<void*, byte*, void>)Function("vkGetPhysicalDeviceProperties"))(physicalDevice, properties);

    private static long LocalMemory(void* physicalDevice)
    {
        byte* memory = stackalloc byte[MemoryLength];
        ((delegate* unmanaged<void*, byte*, void>)Function("vkGetPhysicalDeviceMemoryProperties"))(physicalDevice, memory);
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

    private static void* Function(string name) => (void*)NativeLibrary.GetExport(_library.Value, name);

    private ulong CreateFence()
    {
        var description = new FenceDescription { Type = FenceDescription.OwnType };
        ulong fence;
        int result = ((delegate* unmanaged<void*, FenceDescription*, void*, ulong*, int>)Function("vkCreateFence"))(_device, &description, null, &fence);
        return result >= 0 ? fence : throw new InsufficientMemoryException($"{Name} has no memory left: make a fence (Vulkan {result})");
    }

    /// <summary><c>VkFenceCreateInfo</c>.</summary>
    private struct FenceDescription
    {
        public const int OwnType = 8;

        public int Type;
        public void* Next;
        public uint Flags;
    }
}
