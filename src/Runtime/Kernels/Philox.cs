using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// Random numbers by counting: Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011).
/// The key is the seed; the counter is (index / 4, stream, low and high half of the step), and element <c>index</c> is word <c>index mod 4</c>
/// of the result. Any element can be computed alone, so neither threads nor register widths change a number.
/// </summary>
public static unsafe partial class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    // 24 random bits make a float in [0, 1).
    private const float BitsToUnit = 1f / (1 << 24);

    /// <summary>Uniform numbers in [0, 1), multiples of 2⁻²⁴.</summary>
    /// <param name="destination">Where to; need not be aligned.</param>
    /// <param name="count">How many; at most 2³⁴.</param>
    /// <param name="seed">The seed of the model or data set.</param>
    /// <param name="step">The training step, or another number that changes with each use.</param>
    /// <param name="stream">Tells the uses of one step apart.</param>
    /// <param name="workers">The threads.</param>
    public static void Uniform(float* destination, nint count, ulong seed, ulong step, uint stream, Workers workers)
    {
        var work = new UniformWork(destination, seed, step, stream);
        Run(ref work, count, 8, workers);
    }

    /// <summary>
    /// Standard normal numbers by the method of Box and Muller: with words (a, b) of a block, r = √(−2 ln((a + 1) 2⁻²⁴)) and
    /// φ = 2π b 2⁻²⁴ (the upper 24 bits of each), the numbers are r cos φ and r sin φ.
    /// </summary>
    /// <param name="destination">Where to; need not be aligned.</param>
    /// <param name="count">How many; at most 2³⁴.</param>
    /// <param name="seed">The seed of the model or data set.</param>
    /// <param name="step">The training step, or another number that changes with each use.</param>
    /// <param name="stream">Tells the uses of one step apart.</param>
    /// <param name="workers">The threads.</param>
    public static void Normal(float* destination, nint count, ulong seed, ulong step, uint stream, Workers workers)
    {
        var work = new NormalWork(destination, seed, step, stream);
        Run(ref work, count, 40, workers);
    }

    /// <summary>Element <paramref name="index"/> of <see cref="Uniform"/>.</summary>
    public static float UniformAt(ulong seed, ulong step, uint stream, long index)
        => (WordAt(seed, step, stream, index) >> 8) * BitsToUnit;

    /// <summary>Element <paramref name="index"/> of <see cref="Normal"/>.</summary>
    public static float NormalAt(ulong seed, ulong step, uint stream, long index)
    {
        uint a = WordAt(seed, step, stream, index & ~1L);
        uint b = WordAt(seed, step, stream, index | 1L);
        BoxMuller(
            new Lane1((a >> 8) * BitsToUnit), new Lane1((b >> 8) * BitsToUnit), out var cosine, out var sine);
        return (index & 1) == 0 ? cosine.Value : sine.Value;
    }

    /// <summary>32 random bits: what element <paramref name="index"/> is made from.</summary>
    public static uint WordAt(ulong seed, ulong step, uint stream, long index)
    {
        uint* words = stackalloc uint[4];
        Block((uint)(index >> 2), stream, (uint)step, (uint)(step >> 32), seed, words);
        return words[index & 3];
    }

    /// <summary>Four random words from a counter and a key.</summary>
    internal static void Block(uint counter0, uint counter1, uint counter2, uint counter3, ulong key, uint* words)
    {
        uint key0 = (uint)key;
        uint key1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * counter0;
            ulong product1 = (ulong)Multiplier1 * counter2;
            counter0 = (uint)(product1 >> 32) ^ counter1 ^ key0;
            counter1 = (uint)product1;
            counter2 = (uint)(product0 >> 32) ^ counter3 ^ key1;
            counter3 = (uint)product0;
            key0 = unchecked(key0 + Weyl0);
            key1 = unchecked(key1 + Weyl1);
        }

        words[0] = counter0;
        words[1] = counter1;
        words[2] = counter2;
        words[3] = counter3;
    }

    /// <summary>Two normal numbers from two uniform ones, multiples of 2⁻²⁴.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BoxMuller<TLane>(TLane a, TLane b, out TLane cosine, out TLane sine)
        where TLane : struct, ILane<TLane>
    {
        // a + 2⁻²⁴ is in (0, 1] and exact.
        var log = TLane.Log(TLane.Add(a, TLane.Broadcast(BitsToUnit)));
        var radius = TLane.Sqrt(TLane.Multiply(TLane.Broadcast(-2f), log));
        var angle = TLane.Multiply(b, TLane.Broadcast(2f * MathF.PI));
        cosine = TLane.Multiply(radius, TLane.Cos(angle));
        sine = TLane.Multiply(radius, TLane.Sin(angle));
    }
}
