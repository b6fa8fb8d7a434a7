using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Compiled.Shaders.Direct3D;

/// <summary>
/// Calls of functions that follow Microsoft's convention for x64. On Linux, libvkd3d exports Direct3D with that convention, while .NET calls
/// as the System V ABI says: a few instructions between them move the arguments (System V ABI for AMD64, section 3.2.3;
/// Microsoft, "x64 calling convention"). Elsewhere both are the same.
/// </summary>
internal static unsafe partial class MicrosoftConvention
{
    private const int PageLength = 4096;
    private const int ReadWrite = 1 | 2, ReadExecute = 1 | 4;
    private const int PrivateAnonymous = 0x2 | 0x20;

    private static readonly ConcurrentDictionary<nint, nint> _thunks = new();

    /// <summary>Integer arguments beyond the sixth lie on the stack; no function here takes more than eight.</summary>
    private static ReadOnlySpan<byte> Prologue =>
    [
        0x55,                                   // push rbp
        0x48, 0x89, 0xE5,                       // mov  rbp, rsp
        0x48, 0x83, 0xEC, 0x40,                 // sub  rsp, 64: room for eight arguments
        0x4C, 0x89, 0x44, 0x24, 0x20,           // mov  [rsp + 32], r8:  the fifth
        0x4C, 0x89, 0x4C, 0x24, 0x28,           // mov  [rsp + 40], r9:  the sixth
        0x48, 0x8B, 0x45, 0x10,                 // mov  rax, [rbp + 16]: the seventh
        0x48, 0x89, 0x44, 0x24, 0x30,           // mov  [rsp + 48], rax
        0x48, 0x8B, 0x45, 0x18,                 // mov  rax, [rbp + 24]: the eighth
        0x48, 0x89, 0x44, 0x24, 0x38,           // mov  [rsp + 56], rax
        0x49, 0x89, 0xC9,                       // mov  r9, rcx: the fourth
        0x49, 0x89, 0xD0,                       // mov  r8, rdx: the third
        0x48, 0x89, 0xF2,                       // mov  rdx, rsi
        0x48, 0x89, 0xF9,                       // mov  rcx, rdi
        0x48, 0xB8,                             // mov  rax, the function's address, which follows
    ];

    private static ReadOnlySpan<byte> Epilogue =>
    [
        0xFF, 0xD0,                             // call rax
        0xC9,                                   // leave
        0xC3,                                   // ret
    ];

    private static bool Differs => !OperatingSystem.IsWindows() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>The address to call instead of <paramref name="function"/>, with up to eight integers or addresses.</summary>
    public static void* Callable(void* function) => Differs ? (void*)_thunks.GetOrAdd((nint)function, static address => Thunk(address)) : function;

    // A page for each: a page that others may be running is never made writable again.
    private static nint Thunk(nint function)
    {
        byte* page = (byte*)Map(null, PageLength, ReadWrite, PrivateAnonymous, -1, 0);
        if ((nint)page == -1)
        {
            throw new InsufficientMemoryException($"no memory for a call of Direct3D: error {Marshal.GetLastPInvokeError()}");
        }

        Prologue.CopyTo(new(page, PageLength));
        *(nint*)(page + Prologue.Length) = function;
        Epilogue.CopyTo(new(page + Prologue.Length + sizeof(nint), PageLength - Prologue.Length - sizeof(nint)));
        return Protect(page, PageLength, ReadExecute) == 0
            ? (nint)page
            : throw new PlatformNotSupportedException($"the system does not allow code that a program writes, which calls of libvkd3d need: error {Marshal.GetLastPInvokeError()}");
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(void* address, nuint length, int protection);
}
