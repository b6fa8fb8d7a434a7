namespace Compiled;

/// <summary>
/// Draws tokens from what a model says of the next one. First the temperature T changes the distribution to p^(1/T); then <see cref="TopK"/> and then
/// <see cref="TopP"/> keep the most probable tokens. The seed decides all draws. An instance serves one thread; it allocates nothing after the first draw.
/// </summary>
/// <param name="seed">Decides all that is drawn.</param>
public sealed class TokenSampler(ulong seed = 0)
{
    private const uint Stream = 0x53616D70;
    private RandomSequence _random = new(seed, Stream);
    private double[] _logarithms = [];
    private double[] _weights = [];
    private int[] _order = [];
    private Comparison<int>? _moreProbable;

    /// <summary>Above 1 draws are bolder, below 1 safer; 0 always takes the most probable token, of equal ones the first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public float Temperature
    {
        get;
        init => field = value >= 0 && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(Temperature), value, "The temperature is a finite number from 0.");
    } = 1;

    /// <summary>The number of most probable tokens that are kept; 0 for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int TopK
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(TopK), value, "The number of tokens that are kept is not negative.");
    }

    /// <summary>The nucleus (Holtzman et al. 2020): the fewest most probable tokens whose probabilities add to at least this are kept; 1 for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in (0, 1].</exception>
    public float TopP
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(TopP), value, "The nucleus has a probability above 0 and at most 1.");
    } = 1;

    /// <summary>What the scores are; logits if nothing else is said.</summary>
    public TokenScores Scores { get; init; }

    /// <summary>Draws a token.</summary>
    /// <param name="scores">One number a token.</param>
    /// <exception cref="ArgumentException">A score is not a number, or none has a probability.</exception>
    public int Sample(ReadOnlySpan<float> scores)
    {
        double total = Weigh(scores);
        double left = _random.UniformDouble() * total;
        int last = 0;
        for (int token = 0; token < scores.Length; token++)
        {
            if (_weights[token] > 0)
            {
                last = token;
                left -= _weights[token];
                if (left < 0)
                {
                    break;
                }
            }
        }

        return last;
    }

    /// <summary>The probabilities by which <see cref="Sample"/> draws.</summary>
    /// <param name="scores">One number a token.</param>
    /// <param name="probabilities">As many; 0 for tokens that are not kept.</param>
    /// <exception cref="ArgumentException">The lengths differ, a score is not a number, or none has a probability.</exception>
    public void Distribution(ReadOnlySpan<float> scores, Span<float> probabilities)
    {
        if (scores.Length != probabilities.Length)
        {
            throw new ArgumentException($"There is room for {Wording.Count(probabilities.Length, "probability", "probabilities")}, where {scores.Length} are expected.", nameof(probabilities));
        }

        double total = Weigh(scores);
        for (int token = 0; token < scores.Length; token++)
        {
            probabilities[token] = (float)(_weights[token] / total);
        }
    }

    /// <summary>Draws token after token.</summary>
    /// <param name="start">The sequence to go on from; may be empty.</param>
    /// <param name="count">The most tokens that are drawn.</param>
    /// <param name="vocabularySize">The number of scores.</param>
    /// <param name="next">Writes the scores after a sequence.</param>
    /// <param name="end">A token that ends the sequence; null for none.</param>
    /// <returns>The start and what was drawn, the end token with it.</returns>
    public int[] Generate(ReadOnlySpan<int> start, int count, int vocabularySize, NextToken next, int? end = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabularySize);
        ArgumentNullException.ThrowIfNull(next);
        int[] sequence = new int[start.Length + count];
        start.CopyTo(sequence);
        float[] scores = new float[vocabularySize];
        for (int length = start.Length; length < sequence.Length; length++)
        {
            next(sequence.AsSpan(0, length), scores);
            sequence[length] = Sample(scores);
            if (sequence[length] == end)
            {
                return sequence[..(length + 1)];
            }
        }

        return sequence;
    }

    /// <summary>Fills the weights, in proportion to the probabilities of the draw, and gives their sum.</summary>
    private double Weigh(ReadOnlySpan<float> scores)
    {
        if (_weights.Length < scores.Length)
        {
            (_logarithms, _weights, _order) = (new double[scores.Length], new double[scores.Length], new int[scores.Length]);
        }

        Span<double> logarithms = _logarithms.AsSpan(0, scores.Length);
        Span<double> weights = _weights.AsSpan(0, scores.Length);
        LogProbabilities.Of(scores, Scores, logarithms);
        int best = 0;
        for (int token = 1; token < logarithms.Length; token++)
        {
            best = logarithms[token] > logarithms[best] ? token : best;
        }

        if (Temperature == 0)
        {
            weights.Clear();
            weights[best] = 1;
            return 1;
        }

        double total = 0;
        for (int token = 0; token < weights.Length; token++)
        {
            weights[token] = Math.Exp((logarithms[token] - logarithms[best]) / Temperature);
            total += weights[token];
        }

        return (TopK == 0 || TopK >= weights.Length) && TopP == 1 ? total : Keep(weights);
    }

    private double Keep(Span<double> weights)
    {
        Span<int> order = _order.AsSpan(0, weights.Length);
        for (int token = 0; token < order.Length; token++)
        {
            order[token] = token;
        }

        // The delegate is kept, as sorting would make one each time.
        order.Sort(_moreProbable ??= CompareWeights);
        int kept = TopK == 0 ? order.Length : Math.Min(TopK, order.Length);
        double total = 0;
        foreach (int token in order[..kept])
        {
            total += weights[token];
        }

        // The nucleus is one of the distribution that top-k left.
        double wanted = TopP * total;
        double sum = 0;
        int nucleus = 0;
        while (nucleus < kept && (nucleus == 0 || sum < wanted))
        {
            sum += weights[order[nucleus++]];
        }

        foreach (int token in order[nucleus..])
        {
            weights[token] = 0;
        }

        return sum;
    }

    // The most probable first, of equal ones the first.
    private int CompareWeights(int token, int other)
        => _weights[token] == _weights[other] ? token.CompareTo(other) : _weights[other].CompareTo(_weights[token]);
}
