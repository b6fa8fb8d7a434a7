using System.Runtime.InteropServices;

namespace Compiled.Shaders.Direct3D;

/// <summary>The functions that Direct3D's libraries export: Windows' own, or libvkd3d's over Vulkan on Linux.</summary>
internal static unsafe class Libraries
{
    private const int FeatureLevel11 = 0xB000;
    private const int RootSignatureVersion1 = 1;
    private const string WindowsName = "d3d12.dll";

    /// <summary>A device of Windows' Direct3D.</summary>
    /// <param name="adapter">One of the system's adapters.</param>
    /// <param name="reason">Why there is no device.</param>
    public static NativeDevice? TryCreateDevice(void* adapter, out string reason)
    {
        if (!NativeLibrary.TryLoad(WindowsName, out nint library))
        {
            reason = $"{WindowsName} cannot be loaded: Direct3D 12 needs Windows 10 or later";
            return null;
        }

        Guid identifier = NativeDevice.Identifier;
        void* created;
        int result = ((delegate* unmanaged[Stdcall]<void*, int, Guid*, void**, int>)NativeLibrary.GetExport(library, "D3D12CreateDevice"))(adapter, FeatureLevel11, &identifier, &created);
        if (result < 0)
        {
            reason = $"{WindowsName} makes no device (0x{result:X8}): is a driver for Direct3D 12 installed?";
            return null;
        }

        return NativeDevice.Accept(new(created), out reason);
    }

    /// <summary>A root signature of constants in <c>b0</c> (where there are any) and then buffers <c>u0</c> ….</summary>
    public static NativeRootSignature CreateRootSignature(NativeDevice device, int constants, int buffers)
    {
        RootParameter* parameters = stackalloc RootParameter[buffers + 1];
        int count = 0;
        if (constants > 0)
        {
            parameters[count++] = RootParameter.Constants(constants);
        }

        for (int register = 0; register < buffers; register++)
        {
            parameters[count++] = RootParameter.Buffer(register);
        }

        var description = new RootSignatureDescription { ParameterCount = (uint)count, Parameters = parameters };
        void* function = OperatingSystem.IsWindows() ? (void*)NativeLibrary.GetExport(NativeLibrary.Load(WindowsName), "D3D12SerializeRootSignature") : Vkd3d.SerializeRootSignature;
        var serialize = (delegate* unmanaged<RootSignatureDescription*, int, void**, void**, int>)function;
        void* serialized, error = null;
        int result = serialize(&description, RootSignatureVersion1, &serialized, &error);
        if (error is not null)
        {
            new NativeBlob(error).Dispose();
        }

        Result.ThrowIfFailed(result, $"describe {constants} constants and {buffers} buffers");
        using var blob = new NativeBlob(serialized);
        return device.CreateRootSignature(blob.Bytes);
    }
}
