namespace Compiled.Shaders.Direct3D;

/// <summary>
/// Memory that both sides see, for the copies of one command list: handed out piece by piece, and taken back as a whole when the list is done.
/// It grows to what one list needs, and then allocates nothing.
/// </summary>
internal sealed unsafe class StagingMemory(NativeDevice device, HeapType heap) : IDisposable
{
    private const ulong FirstLength = 1 << 16;
    private const ulong Alignment = 256;

    private readonly List<(NativeResource Resource, nint Mapped, ulong Length)> _chunks = [];
    private readonly List<(int Chunk, ulong Offset)> _pieces = [];
    private ulong _used;

    /// <summary>A piece of memory.</summary>
    /// <returns>Its number, for <see cref="this[int]"/>.</returns>
    public int Take(int length)
    {
        ulong begin = (_used + Alignment - 1) / Alignment * Alignment;
        if (_chunks.Count == 0 || begin + (ulong)length > _chunks[^1].Length)
        {
            Grow(Math.Max((ulong)length, _chunks.Count == 0 ? FirstLength : 2 * _chunks[^1].Length));
            begin = 0;
        }

        _used = begin + (ulong)length;
        _pieces.Add((_chunks.Count - 1, begin));
        return _pieces.Count - 1;
    }

    /// <summary>Where a piece lies, for the device and for this process.</summary>
    public (NativeResource Resource, ulong Offset, nint Address) this[int piece]
    {
        get
        {
            (int chunk, ulong offset) = _pieces[piece];
            return (_chunks[chunk].Resource, offset, _chunks[chunk].Mapped + (nint)offset);
        }
    }

    /// <summary>Takes all pieces back; the last chunk, the largest, stays.</summary>
    public void Reset()
    {
        _pieces.Clear();
        _used = 0;
        for (int i = 0; i < _chunks.Count - 1; i++)
        {
            _chunks[i].Resource.Dispose();
        }

        if (_chunks.Count > 1)
        {
            _chunks.RemoveRange(0, _chunks.Count - 1);
        }
    }

    public void Dispose()
    {
        foreach ((NativeResource resource, _, _) in _chunks)
        {
            resource.Dispose();
        }

        _chunks.Clear();
        _pieces.Clear();
    }

    private void Grow(ulong length)
    {
        NativeResource resource = device.CreateBuffer(length, heap, "copies");
        _chunks.Add((resource, (nint)resource.Map(), length));
    }
}
