using System.Runtime.InteropServices;
using Compiled.Devices;

namespace Compiled.Runtime.Tests.Devices;

/// <summary>The contract of contexts, kept to the letter: lists run late and in order, and results are gone when it says so.</summary>
internal sealed class FakeContext : DeviceContext
{
    private readonly FakeDevice _device;
    private readonly Queue<FakeSubmission> _waiting = [];
    private int _begun;

    public FakeContext(FakeDevice device)
    {
        _device = device;
        device.Contexts++;
    }

    public override Device Device => _device;

    public bool IsRecording { get; set; }

    public override DeviceBuffer CreateBuffer(string name, long length)
    {
        ThrowIfTooLong(name, length);
        long bytes = length * sizeof(float);
        if (_device.Used + bytes > _device.MemoryLimit || (_device.FullFor is { } full && name.Contains(full, StringComparison.Ordinal)))
        {
            throw new InsufficientMemoryException($"the device has no memory left: {bytes} bytes for {name}");
        }

        // As a device that clears new memory by a list of its own.
        using CommandList clear = Begin();
        _device.ThrowIfFullAt(FakeOperation.Clear);
        clear.Submit();
        return new FakeBuffer(_device, name, length);
    }

    public override CommandList Begin()
    {
        Assert.False(IsRecording, "two lists are recorded at once");
        _device.ThrowIfFullAt(FakeOperation.Begin);
        RunUpTo(_device.Lists - InFlight + 1);
        IsRecording = true;
        _begun++;
        return new FakeList(this, _begun);
    }

    public override void Dispose()
    {
        Assert.False(IsRecording, "a list is still recorded");
        _device.Contexts--;
    }

    public FakeSubmission Submit(int begun, List<Action> actions, List<float[]> results)
    {
        IsRecording = false;
        _device.ThrowIfFullAt(FakeOperation.Submit);
        _device.Lists++;
        var submission = new FakeSubmission(this, _device.Lists, begun, actions, results);
        _waiting.Enqueue(submission);
        return submission;
    }

    public void Upload(int elements)
    {
        if (_device.IsFullForUploads)
        {
            throw new InsufficientMemoryException($"the device has no memory left: {elements * sizeof(float)} bytes to upload");
        }

        _device.Uploaded += elements;
    }

    public void Download(int elements) => _device.Downloaded += elements;

    public void RunUpTo(int number)
    {
        while (_waiting.TryPeek(out FakeSubmission? next) && next.Number <= number)
        {
            if (_device.LostInList != 0 && next.Number >= _device.LostInList)
            {
                _device.WhenLost?.Invoke();
                throw new DeviceLostException();
            }

            _waiting.Dequeue();
            next.Actions.ForEach(action => action());
            _device.Run = next.Number;
        }
    }

    public bool HasOverwritten(int begun) => _begun >= begun + InFlight;
}

internal sealed unsafe class FakeBuffer : DeviceBuffer
{
    private readonly FakeDevice _device;
    private bool _disposed;

    public FakeBuffer(FakeDevice device, string name, long length)
        : base(name, length)
    {
        _device = device;
        Values = GC.AllocateArray<float>((int)length, pinned: true);
        device.Used += length * sizeof(float);
    }

    public float[] Values { get; }

    public float* Address => (float*)Marshal.UnsafeAddrOfPinnedArrayElement(Values, 0);

    public override void Dispose()
    {
        Assert.False(_disposed, $"{Name} is freed twice");
        _disposed = true;
        _device.Used -= Length * sizeof(float);
    }
}

internal sealed class FakeList(FakeContext context, int begun) : CommandList
{
    private readonly List<Action> _actions = [];
    private readonly List<float[]> _results = [];
    private bool _isOpen = true;

    public override void Dispatch<TKernel>(in TKernel kernel, BufferTable buffers)
    {
        TKernel.Descriptor.Validate();
        ((FakeDevice)context.Device).ThrowIfItLacks(TKernel.Descriptor.Name);
        FakeKernel run = FakeKernels.Of(kernel);
        Dictionary<KernelBinding, FakeBuffer> bound = TKernel.Descriptor.Bindings.ToDictionary(binding => binding, binding => (FakeBuffer)buffers[binding]);
        _actions.Add(() => run(bound));
    }

    public override void Barrier() => Assert.True(_isOpen);

    public override Submission Submit()
    {
        Assert.True(_isOpen);
        _isOpen = false;
        return context.Submit(begun, _actions, _results);
    }

    public override void Dispose()
    {
        if (_isOpen)
        {
            _isOpen = context.IsRecording = false;
        }
    }

    protected override void UploadBytes(ReadOnlySpan<byte> source, DeviceBuffer destination, long offset)
    {
        float[] values = MemoryMarshal.Cast<byte, float>(source).ToArray();
        context.Upload(values.Length);
        _actions.Add(() => values.CopyTo(((FakeBuffer)destination).Values, offset / sizeof(float)));
    }

    protected override int DownloadBytes(DeviceBuffer source, long offset, int length)
    {
        var values = new float[length / sizeof(float)];
        context.Download(values.Length);
        _results.Add(values);
        _actions.Add(() => ((FakeBuffer)source).Values.AsSpan((int)(offset / sizeof(float)), values.Length).CopyTo(values));
        return _results.Count - 1;
    }
}

internal sealed class FakeSubmission(FakeContext context, int number, int begun, List<Action> actions, List<float[]> results) : Submission
{
    public int Number => number;

    public List<Action> Actions => actions;

    public override void Wait() => context.RunUpTo(number);

    public override void Read<T>(Readback readback, Span<T> destination)
    {
        Assert.False(context.HasOverwritten(begun), "the results are gone");
        Wait();
        MemoryMarshal.Cast<float, T>(results[readback.Piece]).CopyTo(destination);
    }
}
