using Compiled.Devices;

namespace Compiled.Shaders.Direct3D;

/// <summary>
/// Commands for Direct3D. It remembers how it used each buffer, since a buffer changes between copies and kernels by a barrier. Each list takes
/// buffers out of the common state and leaves them in it: Direct3D would do that by itself, but libvkd3d puts nothing between lists, and Vulkan
/// lets what one wrote and what the next does with it overlap.
/// </summary>
internal sealed unsafe class Direct3DCommandList(Direct3DContext context, NativeDevice device) : CommandList
{
    private readonly NativeAllocator _allocator = device.CreateAllocator();
    private readonly StagingMemory _uploads = new(device, HeapType.Upload);
    private readonly StagingMemory _downloads = new(device, HeapType.Readback);
    private readonly List<Direct3DBuffer> _used = [];
    private NativeCommandList? _list;
    private NativeRootSignature? _signature;
    private bool _isOpen;

    /// <summary>Counts the lists of the context.</summary>
    public ulong Number { get; private set; }

    public void Begin(ulong number)
    {
        Number = number;
        _uploads.Reset();
        _downloads.Reset();
        _allocator.Reset();
        if (_list is null)
        {
            _list = device.CreateCommandList(_allocator);
        }
        else
        {
            _list.Reset(_allocator);
        }

        _used.Clear();
        _signature = null;
        _isOpen = true;
    }

    public override void Dispatch<TKernel>(in TKernel kernel, BufferTable buffers)
    {
        NativeCommandList list = Open();
        KernelDescriptor descriptor = TKernel.Descriptor;
        Pipeline pipeline = context.Pipeline(descriptor);
        GroupCount groups = kernel.Groups;
        if (groups is { X: > KernelDescriptor.MostGroups } or { Y: > KernelDescriptor.MostGroups } or { Z: > KernelDescriptor.MostGroups })
        {
            throw new InvalidOperationException($"{descriptor.Name}: {groups.X} × {groups.Y} × {groups.Z} groups; along one axis a dispatch has at most {KernelDescriptor.MostGroups}");
        }

        // A signature forgets what was bound; the same one again need not be set.
        if (_signature != pipeline.Signature)
        {
            _signature = pipeline.Signature;
            list.SetRootSignature(pipeline.Signature);
        }

        list.SetPipeline(pipeline.State);
        uint parameter = 0;
        if (pipeline.ConstantCount > 0)
        {
            Span<uint> constants = stackalloc uint[pipeline.ConstantCount];
            constants.Clear();
            kernel.WriteConstants(constants);
            list.SetConstants(parameter++, constants);
        }

        foreach (KernelBinding binding in descriptor.Bindings)
        {
            Direct3DBuffer buffer = Own(buffers[binding]);
            Use(list, buffer, ResourceState.UnorderedAccess);
            list.SetBuffer(parameter++, buffer.Address);
        }

        if (groups is { X: > 0, Y: > 0, Z: > 0 })
        {
            list.Dispatch(groups.X, groups.Y, groups.Z);
        }
    }

    public override void Barrier() => Open().Barrier(ResourceBarrier.UnorderedAccess());

    public override Submission Submit()
    {
        NativeCommandList list = Open();
        foreach (Direct3DBuffer buffer in _used)
        {
            Change(list, buffer, ResourceState.Common);
        }

        try
        {
            list.Close();
        }
        catch
        {
            Dispose();
            throw;
        }

        _isOpen = false;
        return context.Submit(this, list);
    }

    public void Read(int piece, Span<byte> destination) => new ReadOnlySpan<byte>((void*)_downloads[piece].Address, destination.Length).CopyTo(destination);

    public override void Dispose()
    {
        if (_isOpen && _list is { } list)
        {
            _isOpen = false;
            if (!list.TryClose())
            {
                // It stays open for ever: the next use makes another.
                list.Dispose();
                _list = null;
            }

            context.Discard(this);
        }
    }

    /// <summary>Frees what the list keeps from use to use.</summary>
    public void Release()
    {
        _list?.Dispose();
        _allocator.Dispose();
        _uploads.Dispose();
        _downloads.Dispose();
    }

    protected override void UploadBytes(ReadOnlySpan<byte> source, DeviceBuffer destination, long offset)
    {
        NativeCommandList list = Open();
        if (source.IsEmpty)
        {
            return;
        }

        Direct3DBuffer buffer = Own(destination);
        (NativeResource staging, ulong begin, nint address) = _uploads[_uploads.Take(source.Length)];
        source.CopyTo(new Span<byte>((void*)address, source.Length));
        Use(list, buffer, ResourceState.CopyDestination);
        list.Copy(buffer.Resource, (ulong)offset, staging, begin, (ulong)source.Length);
    }

    protected override int DownloadBytes(DeviceBuffer source, long offset, int length)
    {
        NativeCommandList list = Open();
        Direct3DBuffer buffer = Own(source);
        int piece = _downloads.Take(length);
        if (length > 0)
        {
            (NativeResource staging, ulong begin, _) = _downloads[piece];
            Use(list, buffer, ResourceState.CopySource);
            list.Copy(staging, begin, buffer.Resource, (ulong)offset, (ulong)length);
        }

        return piece;
    }

    private NativeCommandList Open() => _isOpen && _list is { } list ? list : throw new InvalidOperationException("the list of commands was submitted: begin another");

    private Direct3DBuffer Own(DeviceBuffer buffer) => buffer is Direct3DBuffer own && own.Context == context
        ? own
        : throw new ArgumentException($"{buffer.Name} is a buffer of another device");

    private void Use(NativeCommandList list, Direct3DBuffer buffer, ResourceState state)
    {
        if (buffer.StateList != Number)
        {
            buffer.StateList = Number;
            buffer.State = ResourceState.Common;
            _used.Add(buffer);
        }

        Change(list, buffer, state);
    }

    private static void Change(NativeCommandList list, Direct3DBuffer buffer, ResourceState state)
    {
        if (buffer.State != state)
        {
            list.Barrier(ResourceBarrier.Transition(buffer.Resource.Pointer, buffer.State, state));
            buffer.State = state;
        }
    }
}
