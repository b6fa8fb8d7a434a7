using System.Runtime.InteropServices;

namespace Compiled.Shaders.Direct3D;

/// <summary>
/// What libvkd3d has beside Direct3D: devices of Direct3D over devices of Vulkan (vkd3d.h). These functions follow the system's own convention.
/// </summary>
internal static unsafe class Vkd3d
{
    private const string LibraryName = "libvkd3d.so.1";
    private const int FeatureLevel11 = 0xB000;

    private static readonly Lazy<nint> _library = new(() => NativeLibrary.TryLoad(LibraryName, out nint library) ? library : 0);

    /// <summary>The function <c>vkd3d_serialize_root_signature</c>.</summary>
    public static void* SerializeRootSignature => Function("vkd3d_serialize_root_signature");

    /// <summary>An instance of libvkd3d, and with it one of Vulkan.</summary>
    /// <param name="reason">Why there is none.</param>
    public static void* TryCreateInstance(out string reason)
    {
        if (_library.Value == 0)
        {
            reason = $"{LibraryName} cannot be loaded: install libvkd3d 1.16 or later, which brings Direct3D 12 to Vulkan";
            return null;
        }

        var description = new InstanceDescription { SignalEvent = &FenceEvent.Set, WideCharLength = sizeof(char) };
        void* instance;
        int result = ((delegate* unmanaged<InstanceDescription*, void**, int>)Function("vkd3d_create_instance"))(&description, &instance);
        reason = result < 0 ? $"{LibraryName} does not begin (0x{result:X8}): is Vulkan installed, with a driver?" : "";
        return result < 0 ? null : instance;
    }

    public static void Release(void* instance) => ((delegate* unmanaged<void*, uint>)Function("vkd3d_instance_decref"))(instance);

    public static void* VulkanInstance(void* instance) => ((delegate* unmanaged<void*, void*>)Function("vkd3d_instance_get_vk_instance"))(instance);

    /// <summary>A device of Direct3D over one of Vulkan.</summary>
    /// <param name="reason">Why there is none.</param>
    public static NativeDevice? TryCreateDevice(void* instance, void* physicalDevice, out string reason)
    {
        var description = new DeviceDescription { Type = DeviceDescription.OwnType, FeatureLevel = FeatureLevel11, Instance = instance, PhysicalDevice = physicalDevice };
        Guid identifier = NativeDevice.Identifier;
        void* created;
        int result = ((delegate* unmanaged<DeviceDescription*, Guid*, void**, int>)Function("vkd3d_create_device"))(&description, &identifier, &created);
        if (result < 0)
        {
            reason = $"{LibraryName} makes no device of it (0x{result:X8})";
            return null;
        }

        void* physical = ((delegate* unmanaged<void*, void*>)Function("vkd3d_get_vk_physical_device"))(created);
        void* logical = ((delegate* unmanaged<void*, void*>)Function("vkd3d_get_vk_device"))(created);
        return NativeDevice.Accept(new(created, new VulkanDevice(physical, logical)), out reason);
    }

    private static void* Function(string name) => (void*)NativeLibrary.GetExport(_library.Value, name);

    /// <summary><c>vkd3d_instance_create_info</c>.</summary>
    private struct InstanceDescription
    {
        public int Type;
        public void* Next;
        public delegate* unmanaged<nint, int> SignalEvent;
        public void* CreateThread;
        public void* JoinThread;
        public nuint WideCharLength;
        public void* FindVulkan;
        public byte** Extensions;
        public uint ExtensionCount;
    }

    /// <summary><c>vkd3d_device_create_info</c>.</summary>
    private struct DeviceDescription
    {
        public const int OwnType = 1;

        public int Type;
        public void* Next;
        public int FeatureLevel;
        public void* Instance;
        public void* InstanceDescription;
        public void* PhysicalDevice;
        public byte** Extensions;
        public uint ExtensionCount;
        public void* Parent;
        public ulong AdapterIdentifier;
    }
}
