using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Compiled.Kernels;

/// <summary>
/// Asks Linux for large pages, of 2 MB on most machines, under large blocks: a kernel that walks through many megabytes then looks up few of them.
/// It is advice, which most distributions wait for; a system without such pages keeps those it has.
/// </summary>
internal static unsafe class HugePages
{
    /// <summary>In bytes.</summary>
    public const int Size = 1 << 21;

    // MADV_HUGEPAGE of Linux.
    private const int Advice = 14;

    // int madvise(void*, size_t, int) of the C library that the process has already; null for none.
    private static readonly delegate* unmanaged<void*, nuint, int, int> _advise = Find();

    /// <summary>What a block of so many bytes is aligned to, where it gains by such pages.</summary>
    /// <param name="otherwise">What others are aligned to.</param>
    public static nuint Alignment(nuint bytes, nuint otherwise) => _advise != null && bytes >= Size ? Size : otherwise;

    /// <summary>Gives a block such pages where whole ones fit: the rest takes no more memory than it has.</summary>
    /// <param name="address">Aligned by <see cref="Alignment"/>, and not used yet.</param>
    public static void Advise(void* address, nuint bytes)
    {
        if (_advise != null && bytes >= Size)
        {
            // Where the system declines, pages are small as before.
            _ = _advise(address, bytes & ~((nuint)Size - 1), Advice);
        }
    }

    private static delegate* unmanaged<void*, nuint, int, int> Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "madvise", out nint address)
                ? (delegate* unmanaged<void*, nuint, int, int>)address
                : null;
        }
        catch (Win32Exception)
        {
            // An executable that is linked statically gives no handle; its pages stay small.
            return null;
        }
    }
}
