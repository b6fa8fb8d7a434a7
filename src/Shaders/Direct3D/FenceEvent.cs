using System.Runtime.InteropServices;

namespace Compiled.Shaders.Direct3D;

/// <summary>What a fence sets when it reaches a number: an event of Windows, or what libvkd3d hands to <see cref="Set"/>.</summary>
internal sealed class FenceEvent : IDisposable
{
    private readonly AutoResetEvent _event = new(false);
    private GCHandle _handle;
    private bool _isPending;

    public FenceEvent() => _handle = GCHandle.Alloc(_event);

    /// <summary>The event as a fence takes it, which will set it once.</summary>
    public nint Begin()
    {
        _isPending = true;
        return OperatingSystem.IsWindows() ? _event.SafeWaitHandle.DangerousGetHandle() : GCHandle.ToIntPtr(_handle);
    }

    /// <returns>Whether it was set in time.</returns>
    public bool Wait(TimeSpan longest)
    {
        _isPending &= !_event.WaitOne(longest);
        return !_isPending;
    }

    public void Dispose()
    {
        // A fence that was given up may still set it.
        if (!_isPending)
        {
            _handle.Free();
            _event.Dispose();
        }
    }

    /// <summary>Called by libvkd3d, on a thread of its own.</summary>
    [UnmanagedCallersOnly]
    public static int Set(nint handle)
    {
        ((AutoResetEvent)GCHandle.FromIntPtr(handle).Target!).Set();
        return 0;
    }
}
