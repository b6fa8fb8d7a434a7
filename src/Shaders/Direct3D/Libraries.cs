using System.Runtime.InteropServices;

namespace Compiled.Shaders.Direct3D;

/// <summary>The functions that Direct3D's libraries export: Windows' own, or libvkd3d's over Vulkan on Linux.</summary>
internal static unsafe class Libraries
{
    private const int FeatureLevel11 = 0xB000;
    private const int RootSignatureVersion1 = 1;

    private static string Name => OperatingSystem.IsWindows() ? "d3d12.dll" : "libvkd3d-utils.so.1";

    /// <param name="adapter">One of the system's adapters; null for the first.</param>
    /// <param name="reason">Why there is no device.</param>
    public static NativeDevice? TryCreateDevice(void* adapter, out string reason)
    {
        if (!OperatingSystem.IsWindows() && !OperatingSystem.IsLinux())
        {
            reason = "there is no Direct3D 12 on this system";
            return null;
        }

        if (!NativeLibrary.TryLoad(Name, out nint library))
        {
            reason = OperatingSystem.IsWindows()
                ? "d3d12.dll cannot be loaded: Direct3D 12 needs Windows 10 or later"
                : $"{Name} cannot be loaded: install libvkd3d 1.16 or later, which brings Direct3D 12 to Vulkan";
            return null;
        }

        Guid identifier = NativeDevice.Identifier;
        void* created;
        var create = (delegate* unmanaged[Stdcall]<void*, int, Guid*, void**, int>)MicrosoftConvention.Callable((void*)NativeLibrary.GetExport(library, "D3D12CreateDevice"));
        int result = create(adapter, FeatureLevel11, &identifier, &created);
        if (result < 0)
        {
            reason = $"{Name} makes no device (0x{result:X8}): is a driver for Direct3D 12 or Vulkan installed?";
            return null;
        }

        var device = new NativeDevice(created);
        if (!device.HasShaderModel6)
        {
            device.Dispose();
            reason = "the device does not run shader model 6.0";
            return null;
        }

        reason = "";
        return device;
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
        var serialize = (delegate* unmanaged[Stdcall]<RootSignatureDescription*, int, void**, void**, int>)MicrosoftConvention.Callable(
            (void*)NativeLibrary.GetExport(NativeLibrary.Load(Name), "D3D12SerializeRootSignature"));
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
