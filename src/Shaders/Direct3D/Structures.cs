using System.Runtime.InteropServices;

namespace Compiled.Shaders.Direct3D;

// The structures of d3d12.h that buffers and compute pipelines need, under their own names without the prefix.
internal enum HeapType
{
    Default = 1,
    Upload = 2,
    Readback = 3,
}

internal enum ResourceState
{
    Common = 0,
    UnorderedAccess = 0x8,
    CopyDestination = 0x400,
    CopySource = 0x800,
    GenericRead = 0xAC3,
}

internal struct CommandQueueDescription
{
    public int Type;
    public int Priority;
    public int Flags;
    public uint NodeMask;
}

internal struct HeapProperties
{
    public HeapType Type;
    public int ProcessorPage;
    public int MemoryPool;
    public uint CreationNodeMask;
    public uint VisibleNodeMask;
}

internal struct ResourceDescription
{
    public int Dimension;
    public ulong Alignment;
    public ulong Width;
    public uint Height;
    public ushort Depth;
    public ushort Mips;
    public int Format;
    public uint SampleCount;
    public uint SampleQuality;
    public int Layout;
    public int Flags;

    private const int BufferDimension = 1, RowMajor = 1, AllowUnorderedAccess = 4;

    public static ResourceDescription Buffer(ulong length, bool forKernels) => new()
    {
        Dimension = BufferDimension,
        Width = length,
        Height = 1,
        Depth = 1,
        Mips = 1,
        SampleCount = 1,
        Layout = RowMajor,
        Flags = forKernels ? AllowUnorderedAccess : 0,
    };
}

/// <summary>A barrier: a transition of one resource, or (with <see cref="Resource"/> null) one for all unordered accesses.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ResourceBarrier
{
    public int Type;
    public int Flags;
    public void* Resource;
    public uint Subresource;
    public ResourceState Before;
    public ResourceState After;

    private const int UnorderedAccessType = 2;
    private const uint AllSubresources = uint.MaxValue;

    public static ResourceBarrier Transition(void* resource, ResourceState before, ResourceState after) =>
        new() { Resource = resource, Subresource = AllSubresources, Before = before, After = after };

    public static ResourceBarrier UnorderedAccess() => new() { Type = UnorderedAccessType };
}

internal unsafe struct ComputePipelineDescription
{
    public void* RootSignature;
    public void* Bytecode;
    public nuint BytecodeLength;
    public uint NodeMask;
    public void* CachedPipeline;
    public nuint CachedLength;
    public int Flags;
}

/// <summary>A parameter of a root signature: constants, or a buffer by its address.</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct RootParameter
{
    [FieldOffset(0)]
    public int Type;

    [FieldOffset(8)]
    public uint Register;

    [FieldOffset(12)]
    public uint Space;

    [FieldOffset(16)]
    public uint ConstantCount;

    private const int ConstantsType = 1, UnorderedAccessType = 4;

    public static RootParameter Constants(int count) => new() { Type = ConstantsType, ConstantCount = (uint)count };

    public static RootParameter Buffer(int register) => new() { Type = UnorderedAccessType, Register = (uint)register };
}

internal unsafe struct RootSignatureDescription
{
    public uint ParameterCount;
    public RootParameter* Parameters;
    public uint SamplerCount;
    public void* Samplers;
    public uint Flags;
}
