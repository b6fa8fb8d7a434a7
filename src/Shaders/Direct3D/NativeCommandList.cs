namespace Compiled.Shaders.Direct3D;

/// <summary><c>ID3D12GraphicsCommandList</c>, as far as compute needs it. A step records some hundred calls, so their addresses are kept.</summary>
internal sealed unsafe class NativeCommandList : ComObject
{
    private readonly delegate* unmanaged[Stdcall]<void*, uint, uint, uint, void> _dispatch;
    private readonly delegate* unmanaged[Stdcall]<void*, void*, ulong, void*, ulong, ulong, void> _copy;
    private readonly delegate* unmanaged[Stdcall]<void*, void*, void> _setPipeline;
    private readonly delegate* unmanaged[Stdcall]<void*, uint, ResourceBarrier*, void> _barrier;
    private readonly delegate* unmanaged[Stdcall]<void*, void*, void> _setRootSignature;
    private readonly delegate* unmanaged[Stdcall]<void*, uint, uint, void*, uint, void> _setConstants;
    private readonly delegate* unmanaged[Stdcall]<void*, uint, ulong, void> _setBuffer;

    public NativeCommandList(void* pointer)
        : base(pointer)
    {
        _dispatch = (delegate* unmanaged[Stdcall]<void*, uint, uint, uint, void>)Function(14);
        _copy = (delegate* unmanaged[Stdcall]<void*, void*, ulong, void*, ulong, ulong, void>)Function(15);
        _setPipeline = (delegate* unmanaged[Stdcall]<void*, void*, void>)Function(25);
        _barrier = (delegate* unmanaged[Stdcall]<void*, uint, ResourceBarrier*, void>)Function(26);
        _setRootSignature = (delegate* unmanaged[Stdcall]<void*, void*, void>)Function(29);
        _setConstants = (delegate* unmanaged[Stdcall]<void*, uint, uint, void*, uint, void>)Function(35);
        _setBuffer = (delegate* unmanaged[Stdcall]<void*, uint, ulong, void>)Function(41);
    }

    public static Guid Identifier { get; } = new("5b160d0f-ac1b-4185-8ba8-b3ae42a5a455");

    public void Close() => Result.ThrowIfFailed(End(), "end a command list");

    /// <summary>Ends a list that is given up.</summary>
    /// <returns>Whether it can be recorded again.</returns>
    public bool TryClose() => End() >= 0;

    public void Reset(NativeAllocator allocator) =>
        Result.ThrowIfFailed(((delegate* unmanaged[Stdcall]<void*, void*, void*, int>)Function(10))(Pointer, allocator.Pointer, null), "begin a command list");

    public void Dispatch(uint x, uint y, uint z) => _dispatch(Pointer, x, y, z);

    public void Copy(NativeResource destination, ulong destinationOffset, NativeResource source, ulong sourceOffset, ulong length) =>
        _copy(Pointer, destination.Pointer, destinationOffset, source.Pointer, sourceOffset, length);

    public void SetPipeline(NativePipeline pipeline) => _setPipeline(Pointer, pipeline.Pointer);

    public void SetRootSignature(NativeRootSignature signature) => _setRootSignature(Pointer, signature.Pointer);

    public void SetConstants(uint parameter, ReadOnlySpan<uint> constants)
    {
        fixed (uint* values = constants)
        {
            _setConstants(Pointer, parameter, (uint)constants.Length, values, 0);
        }
    }

    public void SetBuffer(uint parameter, ulong address) => _setBuffer(Pointer, parameter, address);

    public void Barrier(ResourceBarrier barrier) => _barrier(Pointer, 1, &barrier);

    private int End() => ((delegate* unmanaged[Stdcall]<void*, int>)Function(9))(Pointer);
}
