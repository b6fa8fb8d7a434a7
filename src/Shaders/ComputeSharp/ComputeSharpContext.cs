using System.ComponentModel;
using System.Runtime.Versioning;
using Compiled.Devices;
using ComputeSharp;

namespace Compiled.Shaders.ComputeSharp;

/// <summary>A device of ComputeSharp in use. A list is one of its contexts: it is waited for when it is submitted.</summary>
[SupportedOSPlatform("windows6.2")]
internal sealed class ComputeSharpContext(ComputeSharpDevice owner, GraphicsDevice device) : DeviceContext
{
    private const int OutOfMemory = unchecked((int)0x8007000E);
    private const int DeviceRemoved = unchecked((int)0x887A0005), DeviceHung = unchecked((int)0x887A0006), DeviceReset = unchecked((int)0x887A0007);

    private bool _isRecording;
    private bool _disposed;

    public override Device Device => owner;

    /// <summary>Lists begun so far.</summary>
    internal int Begun { get; private set; }

    public override DeviceBuffer CreateBuffer(string name, long length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ThrowIfTooLong(name, length);
        return Guard($"make a buffer of {length * sizeof(float)} bytes for {name}", () => new ComputeSharpBuffer(device.AllocateReadWriteBuffer<float>((int)length, AllocationMode.Clear), name, length));
    }

    public override CommandList Begin()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_isRecording)
        {
            throw new InvalidOperationException("a list of commands is being recorded: submit it before another begins");
        }

        _isRecording = true;
        return new ComputeSharpCommandList(this, device, ++Begun);
    }

    public override void Dispose() => _disposed = true;

    internal void End() => _isRecording = false;

    /// <summary>Says what failed in this library's words.</summary>
    internal static T Guard<T>(string operation, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Win32Exception exception) when (exception.NativeErrorCode == OutOfMemory)
        {
            throw new InsufficientMemoryException($"the device has no memory left: {operation}", exception);
        }
        catch (Win32Exception exception) when (exception.NativeErrorCode is DeviceRemoved or DeviceHung or DeviceReset)
        {
            throw new DeviceLostException($"the device was lost (0x{exception.NativeErrorCode:X8}): {operation}", exception);
        }
    }
}

/// <summary>A buffer of ComputeSharp: floats, though kernels may read integers in it.</summary>
[SupportedOSPlatform("windows6.2")]
internal sealed class ComputeSharpBuffer(ReadWriteBuffer<float> buffer, string name, long length) : DeviceBuffer(name, length)
{
    public ReadWriteBuffer<float> Resource => buffer;

    public override void Dispose() => buffer.Dispose();
}
