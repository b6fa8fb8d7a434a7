using System.Runtime.InteropServices;

namespace Compiled.Kernels;

public sealed unsafe partial class Workers
{
    // One block for each worker, and a last one that all share.
    private readonly Scratch[] _scratch;

    /// <summary>Memory for the tile that a worker runs, aligned to 64 bytes; what it holds is forgotten by the next call for this worker.</summary>
    /// <param name="worker">The number given to the tile.</param>
    /// <param name="length">In floats.</param>
    public float* ScratchOf(int worker, nint length) => _scratch[worker].Get(length);

    /// <summary>Memory that all tiles of a run share, aligned to 64 bytes; asked for before the run, and forgotten by the next call.</summary>
    /// <param name="length">In floats.</param>
    public float* SharedScratch(nint length) => _scratch[Count].Get(length);

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
        for (int i = 0; i < _scratch.Length; i++)
        {
            _scratch[i].Free();
        }
    }

    private struct Scratch
    {
        private float* _address;
        private nint _length;

        public float* Get(nint length)
        {
            if (length > _length)
            {
                Grow(length);
            }

            return _address;
        }

        public void Free()
        {
            NativeMemory.AlignedFree(_address);
            _address = null;
            _length = 0;
        }

        private void Grow(nint length)
        {
            Free();

            // A quarter more than asked for, so that sizes growing bit by bit do not allocate each time.
            length = checked(length + (length / 4) + 15) & ~15;
            _address = (float*)NativeMemory.AlignedAlloc(checked((nuint)length * sizeof(float)), 64);
            _length = length;
        }
    }
}
