namespace Compiled;

/// <summary>Orders that depend on a seed and an epoch alone.</summary>
internal static class Shuffling
{
    /// <summary>Fisher and Yates's shuffle, driven by SplitMix64 (Steele, Lea and Flood 2014) so that it is the same on every machine.</summary>
    public static void Shuffle(Span<int> items, ulong seed, uint epoch)
    {
        ulong state = Mix(seed ^ 0x5348_5546_464C_4521) + epoch;
        for (int i = items.Length - 1; i > 0; i--)
        {
            state += 0x9E37_79B9_7F4A_7C15;
            int other = (int)Math.BigMul(Mix(state), (ulong)i + 1, out _);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
