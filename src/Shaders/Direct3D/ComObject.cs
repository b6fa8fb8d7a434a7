using System.Runtime.InteropServices;
using Compiled.Devices;

namespace Compiled.Shaders.Direct3D;

/// <summary>An object of Direct3D: an address whose first word is a table of functions.</summary>
internal abstract unsafe class ComObject(void* pointer) : IDisposable
{
    private const int ReleaseSlot = 2;
    private bool _released;

    public void* Pointer { get; } = pointer;

    public virtual void Dispose()
    {
        if (!_released)
        {
            _released = true;
            ((delegate* unmanaged[Stdcall]<void*, uint>)Function(ReleaseSlot))(Pointer);
        }
    }

    /// <summary>The function at a place of the table, ready to be called.</summary>
    protected void* Function(int slot) => MicrosoftConvention.Callable((*(void***)Pointer)[slot]);
}

/// <summary>What functions of Direct3D return.</summary>
internal static class Result
{
    private const int OutOfMemory = unchecked((int)0x8007000E);
    private const int DeviceRemoved = unchecked((int)0x887A0005), DeviceHung = unchecked((int)0x887A0006), DeviceReset = unchecked((int)0x887A0007);

    /// <param name="operation">What was tried, for the message.</param>
    /// <exception cref="InsufficientMemoryException">The device is out of memory.</exception>
    /// <exception cref="DeviceLostException">The device was lost.</exception>
    /// <exception cref="ExternalException">Anything else.</exception>
    public static void ThrowIfFailed(int result, string operation)
    {
        if (result < 0)
        {
            throw result switch
            {
                OutOfMemory => new InsufficientMemoryException($"the device has no memory left: {operation}"),
                DeviceRemoved or DeviceHung or DeviceReset => new DeviceLostException($"the device was lost (0x{result:X8}): {operation}"),
                _ => new ExternalException($"Direct3D cannot {operation} (0x{result:X8})", result),
            };
        }
    }
}
