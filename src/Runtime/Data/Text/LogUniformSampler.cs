namespace Compiled;

/// <summary>
/// Draws classes by a log-uniform (Zipfian) distribution, for noise-contrastive estimation and sampled softmax over classes sorted from the most frequent to
/// the least: P(c) = (ln(c + 2) − ln(c + 1)) / ln(classes + 1), as TensorFlow's <c>log_uniform_candidate_sampler</c>. It never changes, and any thread may use it.
/// </summary>
public sealed class LogUniformSampler
{
    private const uint Stream = 0x4C6F6755;
    private readonly double _logRange;
    private readonly ulong _seed;

    /// <summary>2^(1/2) − 1, 2^(1/4) − 1, 2^(1/8) − 1 …, each times 2³² and rounded down.</summary>
    private static ReadOnlySpan<uint> Roots =>
    [
        1779033703, 812638371, 388727751, 190154447, 94047537, 46769127, 23321247, 11644837, 5818477, 2908254, 1453881, 726878, 363424, 181708, 90853, 45426,
        22713, 11356, 5678, 2839, 1419, 709, 354, 177, 88, 44, 22, 11, 5, 2, 1, 0,
    ];

    /// <param name="classes">The number of classes; positive.</param>
    /// <param name="seed">Decides, with the step, all that is drawn.</param>
    public LogUniformSampler(int classes, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        Classes = classes;
        _logRange = Math.Log(classes + 1d);
        _seed = seed;
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The probability of a class in one draw.</summary>
    public double Probability(int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, Classes);
        return Math.Log((label + 2d) / (label + 1d)) / _logRange;
    }

    /// <summary>
    /// The class that a uniform number gives: the inverse of the distribution function, (classes + 1)ᵘ − 1 rounded down. In integers, so that a GPU draws
    /// the very same classes (<c>Functions/LogUniformClass.hlsl</c>); a bound between two classes lies within 2⁻²⁶ of its place.
    /// </summary>
    /// <param name="uniform">u · 2⁴⁸.</param>
    /// <param name="classes">The number of classes; positive.</param>
    internal static int Class(ulong uniform, int classes)
    {
        // The exponent of two with 27 and then 59 bits behind the point: the part before it shifts, each bit behind it multiplies.
        ulong range = (ulong)Math.Round(Math.Log(classes + 1d, 2) * (1 << 27));
        ulong exponent = ((uniform >> 16) * range) + (((uniform & 0xFFFF) * range) >> 16);
        uint fraction = (uint)(exponent >> 27);
        ulong power = 1ul << 31;
        foreach (uint root in Roots)
        {
            power += (fraction >> 31) * ((power * root) >> 32);
            fraction <<= 1;
        }

        // Rounding may reach the number of classes itself.
        return (int)Math.Min((power >> (31 - (int)(exponent >> 59))) - 1, (ulong)classes - 1);
    }

    /// <summary>A number in [0, 1) from two of 24 bits, times 2⁴⁸.</summary>
    internal static ulong Refine(float upper, float lower) => ((ulong)(upper * (1 << 24)) << 24) | (ulong)(lower * (1 << 24));

    /// <summary>Draws classes, the same for the same step.</summary>
    /// <param name="step">The training step.</param>
    /// <param name="candidates">Filled with classes.</param>
    /// <param name="unique">Whether no class comes twice; then there are at most as many candidates as classes.</param>
    /// <returns>The number of draws: with <paramref name="unique"/> more than there are candidates, where some came again.</returns>
    /// <exception cref="ArgumentException">More unique candidates are wanted than there are classes.</exception>
    public long Sample(uint step, Span<int> candidates, bool unique = true)
    {
        if (unique && candidates.Length > Classes)
        {
            throw new ArgumentException($"{Wording.Count(candidates.Length, "different candidate")} cannot be drawn from {Wording.Count(Classes, "class", "classes")}.", nameof(candidates));
        }

        // The step counts beside a stream of its own, so that the steps share no numbers with shuffled data of the same seed.
        RandomSequence random = new(_seed ^ ((ulong)Stream << 32), step);
        HashSet<int>? drawn = unique ? new(candidates.Length) : null;
        long tries = 0;
        for (int i = 0; i < candidates.Length; tries++)
        {
            int label = Class((ulong)(random.UniformDouble() * (1L << 48)), Classes);
            if (drawn?.Add(label) != false)
            {
                candidates[i++] = label;
            }
        }

        return tries;
    }

    /// <summary>
    /// How often a class is expected among the candidates of <see cref="Sample"/>: n · P(c) where classes may come again; where they may not, the probability
    /// 1 − (1 − P(c))ⁿ that it comes in n draws. Losses subtract its logarithm from the logits (Jean et al. 2015, "On Using Very Large Target Vocabulary").
    /// </summary>
    /// <param name="label">The class.</param>
    /// <param name="tries">n: the draws that <see cref="Sample"/> returned.</param>
    /// <param name="unique">As in <see cref="Sample"/>.</param>
    public double ExpectedCount(int label, long tries, bool unique = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tries);
        double probability = Probability(label);
        return unique ? 1 - Math.Pow(1 - probability, tries) : tries * probability;
    }
}
