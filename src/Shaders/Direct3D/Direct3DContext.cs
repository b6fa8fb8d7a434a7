using System.Runtime.CompilerServices;
using Compiled.Devices;
using Compiled.Shaders.Compiling;

namespace Compiled.Shaders.Direct3D;

/// <summary>A Direct3D device in use: one queue, and the memory of the lists that are on their way.</summary>
internal sealed class Direct3DContext : DeviceContext
{
    private readonly NativeDevice _device;
    private readonly NativeQueue _queue;
    private readonly NativeFence _fence;
    private readonly Direct3DCommandList[] _lists = new Direct3DCommandList[InFlight];
    private readonly Dictionary<KernelDescriptor, Pipeline> _pipelines = new(ByReference.Instance);
    private readonly Dictionary<(int Constants, int Bindings), NativeRootSignature> _signatures = [];
    private ulong _begun;
    private bool _isRecording;
    private bool _isLost;
    private bool _disposed;

    public Direct3DContext(Direct3DDevice owner, NativeDevice device)
    {
        Device = owner;
        _device = device;
        _queue = device.CreateQueue();
        _fence = device.CreateFence();
        for (int i = 0; i < InFlight; i++)
        {
            _lists[i] = new(this, device);
        }
    }

    public override Device Device { get; }

    public override DeviceBuffer CreateBuffer(string name, long length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ThrowIfTooLong(name, length, _device.MostElements);
        var buffer = new Direct3DBuffer(_device.CreateBuffer((ulong)length * sizeof(uint), HeapType.Default, name), this, name, length);
        try
        {
            Clear(buffer);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }

        return buffer;
    }

    public override CommandList Begin()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_isRecording)
        {
            throw new InvalidOperationException("a list of commands is being recorded: submit it before another begins");
        }

        ulong number = _begun + 1;
        if (number > InFlight)
        {
            _fence.Wait(number - InFlight);
        }

        // A list that cannot begin does not count: nothing would signal its end.
        Direct3DCommandList list = _lists[(int)(number % InFlight)];
        list.Begin(number);
        _begun = number;
        _isRecording = true;
        return list;
    }

    public override void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        WaitForLists();
        _disposed = true;
        Array.ForEach(_lists, list => list.Release());
        foreach (IDisposable owned in _pipelines.Values.Select(pipeline => pipeline.State).Concat<IDisposable>(_signatures.Values).Concat([_fence, _queue]))
        {
            owned.Dispose();
        }
    }

    internal Submission Submit(Direct3DCommandList list, NativeCommandList native)
    {
        _isRecording = false;
        _queue.Execute(native);
        _queue.Signal(_fence, list.Number);
        return new Direct3DSubmission(this, list, list.Number);
    }

    /// <summary>Counts a list that was given up as done, so that nobody waits for it.</summary>
    internal void Discard(Direct3DCommandList list)
    {
        _isRecording = false;
        _queue.Signal(_fence, list.Number);
    }

    internal void Wait(ulong list)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _fence.Wait(list);
    }

    /// <summary>Waits until the device is done with all lists that it has, so that what they use can be freed.</summary>
    internal void WaitForLists()
    {
        ulong last = _isRecording ? _begun - 1 : _begun;
        if (last == 0 || _isLost || _disposed)
        {
            return;
        }

        try
        {
            _fence.Wait(last);
        }
        catch (DeviceLostException)
        {
            // A lost device does nothing any more: there is nothing to wait for.
            _isLost = true;
        }
    }

    internal Pipeline Pipeline(KernelDescriptor descriptor)
    {
        if (!_pipelines.TryGetValue(descriptor, out Pipeline? pipeline))
        {
            descriptor.Validate();
            (int, int) key = (descriptor.ConstantCount, descriptor.Bindings.Length);
            if (!_signatures.TryGetValue(key, out NativeRootSignature? signature))
            {
                _signatures[key] = signature = Libraries.CreateRootSignature(_device, descriptor.ConstantCount, descriptor.Bindings.Length);
            }

            NativePipeline state = _device.CreatePipeline(signature, ShaderBytecode.Of(descriptor).Span, descriptor.Name);
            _pipelines[descriptor] = pipeline = new(state, signature, descriptor.ConstantCount, descriptor.Bindings.Length);
        }

        return pipeline;
    }

    // Vulkan gives memory as it finds it.
    private void Clear(Direct3DBuffer buffer)
    {
        const int Piece = 1 << 18;
        uint[] zeros = new uint[Math.Min(Piece, buffer.Length)];
        for (long offset = 0; offset < buffer.Length;)
        {
            using CommandList list = Begin();
            for (int copies = 0; copies < 16 && offset < buffer.Length; copies++)
            {
                int length = (int)Math.Min(zeros.Length, buffer.Length - offset);
                list.Upload<uint>(zeros.AsSpan(0, length), buffer, offset);
                offset += length;
            }

            list.Submit();
        }
    }

    /// <summary>Descriptors are records, but each kernel has one object for all its dispatches: no need to compare their texts.</summary>
    private sealed class ByReference : IEqualityComparer<KernelDescriptor>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals(KernelDescriptor? x, KernelDescriptor? y) => ReferenceEquals(x, y);

        public int GetHashCode(KernelDescriptor descriptor) => RuntimeHelpers.GetHashCode(descriptor);
    }
}
