using Compiled.Devices;

namespace Compiled.Shaders.Direct3D;

/// <summary>A buffer in the memory of a Direct3D device.</summary>
internal sealed class Direct3DBuffer(NativeResource resource, Direct3DContext context, string name, long length) : DeviceBuffer(name, length)
{
    public NativeResource Resource { get; } = resource;

    public Direct3DContext Context { get; } = context;

    public ulong Address { get; } = resource.Address;

    /// <summary>How the list that is being recorded uses the buffer so far; between lists it is common.</summary>
    public ResourceState State { get; set; }

    /// <summary>The list for which <see cref="State"/> holds.</summary>
    public ulong StateList { get; set; }

    public override void Dispose()
    {
        // Lists that use it may be on their way, the one that cleared it among them: Direct3D frees it under them.
        Context.WaitForLists();
        Resource.Dispose();
    }
}
