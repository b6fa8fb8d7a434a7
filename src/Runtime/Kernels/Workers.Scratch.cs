using System.Runtime.InteropServices;

namespace Compiled.Kernels;

public sealed unsafe partial class Workers
{
    private float* _scratch;
    private nint _scratchLength;

    /// <summary>
    /// Memory for a kernel and its tiles, aligned to 64 bytes. It is asked for before the tiles run, and the next call forgets what it holds;
    /// a kernel whose tiles need memory of their own asks for <see cref="Count"/> times as much.
    /// </summary>
    /// <param name="length">In floats.</param>
    public float* Scratch(nint length)
    {
        if (length > _scratchLength)
        {
            FreeScratch();

            // A quarter more than asked for, so that sizes growing bit by bit do not allocate each time.
            length = checked(length + (length / 4) + 15) & ~15;
            _scratch = (float*)NativeMemory.AlignedAlloc(checked((nuint)length * sizeof(float)), 64);
            _scratchLength = length;
        }

        return _scratch;
    }

    /// <summary>Frees the scratch memory. The helpers go back to the thread pool by themselves.</summary>
    public void Dispose()
    {
        FreeScratch();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the scratch memory.</summary>
    ~Workers() => FreeScratch();

    private void FreeScratch()
    {
        NativeMemory.AlignedFree(_scratch);
        _scratch = null;
        _scratchLength = 0;
    }
}
