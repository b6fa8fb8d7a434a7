namespace Compiled.Kernels;

/// <summary>
/// Folds the results of equal blocks in pairs, then pairs of pairs …, as they come: the tree depends on their number alone,
/// and a sum of n values loses only about log₂ n roundings.
/// </summary>
/// <param name="levels">Room for <see cref="Levels"/> lanes.</param>
/// <param name="count">How many blocks it has taken already.</param>
internal unsafe ref struct PairwiseStack<TFold, TLane>(float* levels, nint count = 0)
    where TFold : struct, IFold
    where TLane : struct, ILane<TLane>
{
    /// <summary>Enough for 2⁴⁷ blocks.</summary>
    public const int Levels = 48;

    private readonly float* _levels = levels;
    private nint _count = count;

    public void Push(TLane value)
    {
        int level = 0;
        for (nint rest = _count; (rest & 1) != 0; rest >>= 1)
        {
            value = TFold.Fold(TLane.Load(_levels + (level * TLane.Width)), value);
            level++;
        }

        TLane.Store(_levels + (level * TLane.Width), value);
        _count++;
    }

    public readonly TLane Result()
    {
        var result = TLane.Broadcast(TFold.Identity);
        int level = 0;
        bool any = false;
        for (nint rest = _count; rest != 0; rest >>= 1, level++)
        {
            if ((rest & 1) != 0)
            {
                var value = TLane.Load(_levels + (level * TLane.Width));
                result = any ? TFold.Fold(value, result) : value;
                any = true;
            }
        }

        return result;
    }
}
