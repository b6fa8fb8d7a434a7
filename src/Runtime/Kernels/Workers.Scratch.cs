namespace Compiled.Kernels;

public sealed unsafe partial class Workers
{
    private AlignedMemory? _scratch;
    private AlignedMemory? _lasting;

    /// <summary>
    /// Memory for a kernel and its tiles, aligned to 64 bytes. It is asked for before the tiles run, and the next call forgets what it holds;
    /// a kernel whose tiles need memory of their own asks for <see cref="Count"/> times as much.
    /// </summary>
    /// <param name="length">In floats.</param>
    public float* Scratch(nint length) => Room(ref _scratch, length, "a kernel's scratch memory");

    /// <summary>Memory beside <see cref="Scratch"/> that kernels leave alone; the next call forgets what it holds.</summary>
    /// <param name="length">In floats.</param>
    public float* Lasting(nint length) => Room(ref _lasting, length, "what the steps of a loop multiply by, and the products of a few of them,");

    /// <summary>Weights in the form that products read, kept between calls; null where their weights may change unseen.</summary>
    internal KeptWeights? Kept { get; set; }

    /// <summary>The products of rows of tables that are kept between calls, which other workers may share; null where weights may change unseen.</summary>
    internal ProductTables? Tables { get; init; }

    /// <summary>Frees the memory. Helpers that are awake find no more work, and sleep.</summary>
    public void Dispose()
    {
        _scratch?.Dispose();
        _scratch = null;
        _lasting?.Dispose();
        _lasting = null;
        Kept?.Dispose();
        Kept = null;
    }

    private static float* Room(ref AlignedMemory? memory, nint length, string purpose)
    {
        if (memory is null || length > memory.Length)
        {
            memory?.Dispose();
            memory = null;

            // An eighth more than asked for, so that sizes growing bit by bit do not allocate each time.
            memory = new(checked(length + (length / 8) + 15) & ~15, $"{purpose}");
        }

        return memory.Address;
    }
}
