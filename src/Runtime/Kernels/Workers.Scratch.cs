namespace Compiled.Kernels;

public sealed unsafe partial class Workers
{
    private AlignedMemory? _scratch;

    /// <summary>
    /// Memory for a kernel and its tiles, aligned to 64 bytes. It is asked for before the tiles run, and the next call forgets what it holds;
    /// a kernel whose tiles need memory of their own asks for <see cref="Count"/> times as much.
    /// </summary>
    /// <param name="length">In floats.</param>
    public float* Scratch(nint length)
    {
        if (_scratch is null || length > _scratch.Length)
        {
            _scratch?.Dispose();
            _scratch = null;

            // An eighth more than asked for, so that sizes growing bit by bit do not allocate each time.
            _scratch = new(checked(length + (length / 8) + 15) & ~15, $"a kernel's scratch memory");
        }

        return _scratch.Address;
    }

    /// <summary>Frees the scratch memory. The helpers end by themselves.</summary>
    public void Dispose()
    {
        _scratch?.Dispose();
        _scratch = null;
    }
}
