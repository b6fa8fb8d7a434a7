using Compiled.Devices;

namespace Compiled.Shaders.Direct3D;

/// <summary><c>ID3D12Device</c>, as far as compute needs it.</summary>
/// <param name="vulkan">What is behind it on Linux.</param>
internal sealed unsafe class NativeDevice(void* pointer, VulkanDevice? vulkan = null) : ComObject(pointer)
{
    /// <summary>Command queues, allocators and lists that take copies and dispatches.</summary>
    public const int ComputeType = 2;

    private const int FeatureShaderModel = 7;
    private const uint ShaderModel60 = 0x60;

    public static Guid Identifier { get; } = new("189819f1-1db6-4b57-be54-1821339b85f7");

    public VulkanDevice? Vulkan { get; } = vulkan;

    /// <summary>The elements of one buffer that a kernel reaches.</summary>
    public long MostElements { get; } = vulkan?.MostElements ?? DeviceContext.MostBytes / sizeof(uint);

    private bool HasShaderModel6
    {
        get
        {
            uint highest = ShaderModel60;
            return ((delegate* unmanaged[Stdcall]<void*, int, void*, uint, int>)Function(13))(Pointer, FeatureShaderModel, &highest, sizeof(uint)) >= 0 && highest >= ShaderModel60;
        }
    }

    /// <summary>The device, if it can be used; else it is released.</summary>
    /// <param name="reason">Why it cannot.</param>
    public static NativeDevice? Accept(NativeDevice device, out string reason)
    {
        if (device.HasShaderModel6)
        {
            reason = "";
            return device;
        }

        device.Dispose();
        reason = "the device does not run shader model 6.0";
        return null;
    }

    /// <exception cref="DeviceLostException">The device was lost.</exception>
    public void ThrowIfLost()
    {
        int reason = ((delegate* unmanaged[Stdcall]<void*, int>)Function(37))(Pointer);
        if (reason < 0)
        {
            throw new DeviceLostException($"the device was lost (0x{reason:X8})");
        }

        // libvkd3d neither finds out nor says.
        if (Vulkan is { IsLost: true })
        {
            throw new DeviceLostException($"{Vulkan.Name} was lost");
        }
    }

    public NativeQueue CreateQueue()
    {
        var description = new CommandQueueDescription { Type = ComputeType };
        Guid identifier = NativeQueue.Identifier;
        void* created;
        Result.ThrowIfFailed(((delegate* unmanaged[Stdcall]<void*, CommandQueueDescription*, Guid*, void**, int>)Function(8))(Pointer, &description, &identifier, &created), "make a command queue");
        return new(created);
    }

    public NativeAllocator CreateAllocator()
    {
        Guid identifier = NativeAllocator.Identifier;
        void* created;
        Result.ThrowIfFailed(((delegate* unmanaged[Stdcall]<void*, int, Guid*, void**, int>)Function(9))(Pointer, ComputeType, &identifier, &created), "make a command allocator");
        return new(created);
    }

    /// <summary>A list that is being recorded.</summary>
    public NativeCommandList CreateCommandList(NativeAllocator allocator)
    {
        Guid identifier = NativeCommandList.Identifier;
        void* created;
        Result.ThrowIfFailed(
            ((delegate* unmanaged[Stdcall]<void*, uint, int, void*, void*, Guid*, void**, int>)Function(12))(Pointer, 0, ComputeType, allocator.Pointer, null, &identifier, &created),
            "make a command list");
        return new(created);
    }

    public NativeFence CreateFence()
    {
        Guid identifier = NativeFence.Identifier;
        void* created;
        Result.ThrowIfFailed(((delegate* unmanaged[Stdcall]<void*, ulong, int, Guid*, void**, int>)Function(36))(Pointer, 0, 0, &identifier, &created), "make a fence");
        return new(created, this);
    }

    public NativePipeline CreatePipeline(NativeRootSignature signature, ReadOnlySpan<byte> bytecode, string name)
    {
        Guid identifier = NativePipeline.Identifier;
        void* created;
        fixed (byte* code = bytecode)
        {
            var description = new ComputePipelineDescription { RootSignature = signature.Pointer, Bytecode = code, BytecodeLength = (nuint)bytecode.Length };
            Result.ThrowIfFailed(
                ((delegate* unmanaged[Stdcall]<void*, ComputePipelineDescription*, Guid*, void**, int>)Function(11))(Pointer, &description, &identifier, &created),
                $"make a pipeline of {name}");
        }

        return new(created);
    }

    public NativeRootSignature CreateRootSignature(ReadOnlySpan<byte> serialized)
    {
        Guid identifier = NativeRootSignature.Identifier;
        void* created;
        fixed (byte* blob = serialized)
        {
            Result.ThrowIfFailed(
                ((delegate* unmanaged[Stdcall]<void*, uint, void*, nuint, Guid*, void**, int>)Function(16))(Pointer, 0, blob, (nuint)serialized.Length, &identifier, &created),
                "make a root signature");
        }

        return new(created);
    }

    public NativeResource CreateBuffer(ulong length, HeapType heap, string name)
    {
        var properties = new HeapProperties { Type = heap, CreationNodeMask = 1, VisibleNodeMask = 1 };
        ResourceDescription description = ResourceDescription.Buffer(length, forKernels: heap == HeapType.Default);
        ResourceState state = heap switch
        {
            HeapType.Upload => ResourceState.GenericRead,
            HeapType.Readback => ResourceState.CopyDestination,
            _ => ResourceState.Common,
        };
        Guid identifier = NativeResource.Identifier;
        void* created;
        Result.ThrowIfFailed(
            ((delegate* unmanaged[Stdcall]<void*, HeapProperties*, int, ResourceDescription*, ResourceState, void*, Guid*, void**, int>)Function(27))(
                Pointer, &properties, 0, &description, state, null, &identifier, &created),
            $"make a buffer of {length} bytes for {name}");
        return new(created);
    }
}
