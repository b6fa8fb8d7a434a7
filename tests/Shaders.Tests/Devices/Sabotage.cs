using System.Runtime.InteropServices;
using Compiled.Shaders.Direct3D;

namespace Compiled.Shaders.Tests.Devices;

/// <summary>
/// Lets one function of an object of Direct3D answer that there is no memory, until it is disposed: a table with a few instructions in place of
/// the function is put under the object. Written for x64, where the answer is the same in both conventions.
/// </summary>
internal sealed unsafe partial class Sabotage : IDisposable
{
    private const int AddReferenceSlot = 1, ReleaseSlot = 2, PageLength = 4096, CounterOffset = 64;
    private const int ReadWriteExecute = 1 | 2 | 4, PrivateAnonymous = 0x2 | 0x20;

    private readonly void** _object;
    private readonly void* _table;

    /// <param name="slot">The function's place of the table.</param>
    /// <param name="length">How many functions the table has.</param>
    /// <param name="good">How many calls go well before.</param>
    public Sabotage(ComObject target, int slot, int length, int good = 0)
    {
        _object = (void**)target.Pointer;
        _table = *_object;
        byte* page = (byte*)Map(null, PageLength, ReadWriteExecute, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, (nint)page);
        ReadOnlySpan<byte> code =
        [
            0xFF, 0x0D, CounterOffset - 6, 0, 0, 0,             // dec dword [the counter]
            0x78, 0x06,                                         // js  to the answer
            0xFF, 0x25, CounterOffset + 8 - 14, 0, 0, 0,        // jmp [the function]
            0xB8, 0x0E, 0x00, 0x07, 0x80,                       // mov eax, E_OUTOFMEMORY
            0xC3,                                               // ret
        ];
        code.CopyTo(new(page, PageLength));
        *(int*)(page + CounterOffset) = good;
        *(void**)(page + CounterOffset + sizeof(long)) = ((void**)_table)[slot];

        void** table = (void**)(page + (2 * CounterOffset));
        new ReadOnlySpan<nint>(_table, length).CopyTo(new(table, length));
        table[slot] = page;
        *_object = table;

        // The object may be given up meanwhile, and must still be there to be mended.
        Call(AddReferenceSlot);
    }

    // The page stays: calls that were made ready for it are kept.
    public void Dispose()
    {
        *_object = _table;
        Call(ReleaseSlot);
    }

    private void Call(int slot) => ((delegate* unmanaged[Stdcall]<void*, uint>)MicrosoftConvention.Callable(((void**)_table)[slot]))(_object);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);
}

/// <summary>A test that sabotages a device; see <see cref="DeviceFactAttribute"/>.</summary>
public sealed class SabotageFactAttribute : DeviceFactAttribute
{
    public SabotageFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            Skip = "functions of Direct3D are sabotaged by instructions for x64 in memory of Linux";
        }
    }
}
