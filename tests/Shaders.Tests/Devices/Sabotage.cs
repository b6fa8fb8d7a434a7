using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compiled.Shaders.Direct3D;

namespace Compiled.Shaders.Tests.Devices;

/// <summary>
/// Lets one function of an object answer what it seldom does: a table with another function in its place is put under the object. The other
/// function reads no argument, so that the convention of the call does not matter.
/// </summary>
internal sealed unsafe class Sabotage : IDisposable
{
    private const int AddReferenceSlot = 1, ReleaseSlot = 2;

    /// <summary>The functions of Vulkan 1.0 for a device begin its loader's table.</summary>
    private const int VulkanLength = 128;

    private readonly void** _object;
    private readonly void** _table;
    private readonly void** _sabotaged;
    private readonly bool _isCounted;

    private Sabotage(void* target, int slot, int length, void* answer, bool isCounted)
    {
        _object = (void**)target;
        _table = (void**)*_object;
        _isCounted = isCounted;
        _sabotaged = (void**)NativeMemory.Alloc((nuint)length, (nuint)sizeof(void*));
        new ReadOnlySpan<nint>(_table, length).CopyTo(new(_sabotaged, length));
        _sabotaged[slot] = answer;
        *_object = _sabotaged;

        // The object may be given up meanwhile, and must still be there to be mended.
        Call(AddReferenceSlot);
    }

    /// <param name="slot">The place of a function in the object's table.</param>
    /// <param name="length">How many functions the table has.</param>
    public static Sabotage OutOfMemory(ComObject target, int slot, int length) =>
        new(target.Pointer, slot, length, (delegate* unmanaged[Stdcall]<int>)&AnswerOutOfMemory, isCounted: true);

    /// <summary>Direct3D says that the device was removed.</summary>
    public static Sabotage Removed(NativeDevice device) =>
        new(device.Pointer, 37, 44, (delegate* unmanaged[Stdcall]<int>)&AnswerRemoved, isCounted: true);

    /// <summary>Vulkan says of fences that the device was lost.</summary>
    public static Sabotage Lost(VulkanDevice device)
    {
        void* pointer = DeviceOf(device);
        nint find = NativeLibrary.GetExport(NativeLibrary.Load("libvulkan.so.1"), "vkGetDeviceProcAddr");
        nint status;
        fixed (byte* name = "vkGetFenceStatus\0"u8)
        {
            status = ((delegate* unmanaged<void*, byte*, nint>)find)(pointer, name);
        }

        int slot = new ReadOnlySpan<nint>(*(void**)pointer, VulkanLength).IndexOf(status);
        Assert.InRange(slot, 0, VulkanLength);
        return new(pointer, slot, VulkanLength, (delegate* unmanaged<int>)&AnswerLost, isCounted: false);
    }

    public void Dispose()
    {
        *_object = _table;
        Call(ReleaseSlot);
        NativeMemory.Free(_sabotaged);
    }

    private void Call(int slot)
    {
        if (_isCounted)
        {
            ((delegate* unmanaged[Stdcall]<void*, uint>)MicrosoftConvention.Callable(_table[slot]))(_object);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int AnswerOutOfMemory() => unchecked((int)0x8007000E);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int AnswerRemoved() => unchecked((int)0x887A0005);

    [UnmanagedCallersOnly]
    private static int AnswerLost() => -4;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_device")]
    private static extern ref void* DeviceOf(VulkanDevice device);
}
