using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Compiled.Devices;

namespace Compiled.Shaders.Direct3D;

/// <summary>Windows' list of adapters, by DXGI.</summary>
internal static unsafe class DirectXAdapters
{
    private const uint SoftwareFlag = 2;

    public static DeviceSearch Search()
    {
        if (!NativeLibrary.TryLoad("dxgi.dll", out nint library))
        {
            return new([], "dxgi.dll cannot be loaded");
        }

        Guid identifier = Factory.Identifier;
        void* created;
        int result = ((delegate* unmanaged[Stdcall]<uint, Guid*, void**, int>)NativeLibrary.GetExport(library, "CreateDXGIFactory2"))(0, &identifier, &created);
        if (result < 0)
        {
            return new([], $"DXGI lists no adapters (0x{result:X8})");
        }

        using var factory = new Factory(created);
        ImmutableArray<Device>.Builder devices = ImmutableArray.CreateBuilder<Device>();
        var reasons = new List<string>();
        for (uint index = 0; factory.TryGet(index) is { } adapter; index++)
        {
            using (adapter)
            {
                AdapterDescription description = adapter.Description;
                if (Libraries.TryCreateDevice(adapter.Pointer, out string reason) is { } device)
                {
                    bool isSoftware = (description.Flags & SoftwareFlag) != 0;
                    long memory = (long)(description.VideoMemory > 0 ? description.VideoMemory : description.SharedMemory);
                    devices.Add(new Direct3DDevice(device, description.Name, isSoftware ? DeviceKind.Software : DeviceKind.Gpu, memory));
                }
                else
                {
                    reasons.Add($"{description.Name}: {reason}");
                }
            }
        }

        return new(devices.ToImmutable(), string.Join("; ", reasons));
    }

    /// <summary><c>IDXGIFactory4</c>.</summary>
    private sealed class Factory(void* pointer) : ComObject(pointer)
    {
        public static Guid Identifier { get; } = new("1bc6ea02-ef36-464f-bf0c-21ca39e5168a");

        public Adapter? TryGet(uint index)
        {
            void* adapter;
            return ((delegate* unmanaged[Stdcall]<void*, uint, void**, int>)Function(12))(Pointer, index, &adapter) >= 0 ? new(adapter) : null;
        }
    }

    /// <summary><c>IDXGIAdapter1</c>.</summary>
    private sealed class Adapter(void* pointer) : ComObject(pointer)
    {
        public AdapterDescription Description
        {
            get
            {
                AdapterDescription description;
                Result.ThrowIfFailed(((delegate* unmanaged[Stdcall]<void*, AdapterDescription*, int>)Function(10))(Pointer, &description), "describe an adapter");
                return description;
            }
        }
    }

    /// <summary><c>DXGI_ADAPTER_DESC1</c>.</summary>
    private struct AdapterDescription
    {
        private const int NameLength = 128;
        private fixed char _name[NameLength];
        private fixed uint _identifiers[4];
        public nuint VideoMemory;
        public nuint SystemMemory;
        public nuint SharedMemory;
        public ulong Identifier;
        public uint Flags;

        public readonly string Name
        {
            get
            {
                fixed (char* name = _name)
                {
                    return new string(name, 0, NameLength).Split('\0')[0];
                }
            }
        }
    }
}
