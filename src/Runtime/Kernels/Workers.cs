namespace Compiled.Kernels;

/// <summary>
/// The threads of one context. Tiles are handed out through unmanaged addresses, so that sharing work allocates nothing;
/// which thread does a tile never changes a result.
/// </summary>
public sealed unsafe class Workers
{
    /// <param name="count">How many threads take part, the calling one included; at least one.</param>
    public Workers(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Count = count;
    }

    /// <summary>How many threads take part, the calling one included.</summary>
    public int Count { get; }

    /// <summary>Does tiles 0 … <paramref name="tiles"/> − 1 and returns when all are done.</summary>
    public void Run<TWork>(ref TWork work, int tiles)
        where TWork : unmanaged, ITiledWork
    {
        for (int tile = 0; tile < tiles; tile++)
        {
            work.RunTile(tile);
        }
    }
}
