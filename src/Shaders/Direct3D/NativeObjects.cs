using Compiled.Devices;

namespace Compiled.Shaders.Direct3D;

/// <summary><c>ID3D12CommandQueue</c>.</summary>
internal sealed unsafe class NativeQueue(void* pointer) : ComObject(pointer)
{
    public static Guid Identifier { get; } = new("0ec870a6-5d7e-4c22-8cfc-5baae07616ed");

    public void Execute(NativeCommandList list)
    {
        void* address = list.Pointer;
        ((delegate* unmanaged[Stdcall]<void*, uint, void**, void>)Function(10))(Pointer, 1, &address);
    }

    public void Signal(NativeFence fence, ulong value) =>
        Result.ThrowIfFailed(((delegate* unmanaged[Stdcall]<void*, void*, ulong, int>)Function(14))(Pointer, fence.Pointer, value), "signal the end of a command list");
}

/// <summary><c>ID3D12Fence</c>: a number that rises as lists are done.</summary>
internal sealed unsafe class NativeFence(void* pointer, NativeDevice device) : ComObject(pointer)
{
    /// <summary>What a fence shows when its device was lost.</summary>
    private const ulong Lost = ulong.MaxValue;

    /// <summary>How long a wait lasts before the device is asked whether it is still there.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly FenceEvent _event = new();

    public static Guid Identifier { get; } = new("0a753dcf-c4d8-4b91-adf6-be5a60d95a76");

    /// <exception cref="DeviceLostException">The device was lost.</exception>
    public ulong Completed
    {
        get
        {
            ulong value = ((delegate* unmanaged[Stdcall]<void*, ulong>)Function(8))(Pointer);
            return value != Lost ? value : throw new DeviceLostException();
        }
    }

    /// <summary>Waits as long as the device works: a lost one sets the event on Windows, and never does in libvkd3d.</summary>
    /// <exception cref="DeviceLostException">The device was lost.</exception>
    public void Wait(ulong value)
    {
        while (Completed < value)
        {
            Result.ThrowIfFailed(((delegate* unmanaged[Stdcall]<void*, ulong, nint, int>)Function(9))(Pointer, value, _event.Begin()), "wait for the device");
            while (!_event.Wait(_patience))
            {
                device.ThrowIfLost();
            }
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _event.Dispose();
    }
}

/// <summary><c>ID3D12CommandAllocator</c>.</summary>
internal sealed unsafe class NativeAllocator(void* pointer) : ComObject(pointer)
{
    public static Guid Identifier { get; } = new("6102dee4-af59-4b09-b999-b44d73f09b24");

    public void Reset() => Result.ThrowIfFailed(((delegate* unmanaged[Stdcall]<void*, int>)Function(8))(Pointer), "begin a command list");
}

/// <summary><c>ID3D12Resource</c>.</summary>
internal sealed unsafe class NativeResource(void* pointer) : ComObject(pointer)
{
    public static Guid Identifier { get; } = new("696442be-a72e-4059-bc79-5b5c98040fad");

    /// <summary>Where kernels find it.</summary>
    public ulong Address => ((delegate* unmanaged[Stdcall]<void*, ulong>)Function(11))(Pointer);

    /// <summary>Where this process finds it; for good.</summary>
    public byte* Map()
    {
        void* mapped;
        Result.ThrowIfFailed(((delegate* unmanaged[Stdcall]<void*, uint, void*, void**, int>)Function(8))(Pointer, 0, null, &mapped), "map a buffer");
        return (byte*)mapped;
    }
}

/// <summary><c>ID3D12PipelineState</c>.</summary>
internal sealed unsafe class NativePipeline(void* pointer) : ComObject(pointer)
{
    public static Guid Identifier { get; } = new("765a30f3-f624-4c6f-a828-ace948622445");
}

/// <summary><c>ID3D12RootSignature</c>.</summary>
internal sealed unsafe class NativeRootSignature(void* pointer) : ComObject(pointer)
{
    public static Guid Identifier { get; } = new("c54a6b66-72df-4ee8-8be5-a946a1429214");
}

/// <summary><c>ID3DBlob</c>.</summary>
internal sealed unsafe class NativeBlob(void* pointer) : ComObject(pointer)
{
    public ReadOnlySpan<byte> Bytes => new(
        ((delegate* unmanaged[Stdcall]<void*, void*>)Function(3))(Pointer),
        checked((int)((delegate* unmanaged[Stdcall]<void*, nuint>)Function(4))(Pointer)));
}
