namespace Compiled;

/// <summary>Orders that depend on a seed and an epoch alone.</summary>
internal static class Shuffling
{
    /// <summary>The epoch of an order that is the same in every epoch.</summary>
    public const uint FixedOrder = uint.MaxValue;

    /// <summary>Fisher and Yates's shuffle, driven by Philox so that it is the same on every machine.</summary>
    public static void Shuffle(Span<int> items, ulong seed, uint epoch)
    {
        RandomSequence random = new(seed, epoch);
        random.Shuffle(items);
    }
}
