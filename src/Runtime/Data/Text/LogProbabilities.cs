namespace Compiled;

/// <summary>Scores of any kind as logarithms of probabilities.</summary>
internal static class LogProbabilities
{
    /// <exception cref="ArgumentException">A score is not a number or is out of range, or no token has a probability.</exception>
    public static void Of(ReadOnlySpan<float> scores, TokenScores kind, Span<double> logarithms)
    {
        double greatest = double.NegativeInfinity;
        for (int token = 0; token < scores.Length; token++)
        {
            float score = scores[token];
            if (float.IsNaN(score) || float.IsPositiveInfinity(score) || (kind == TokenScores.Probabilities && score < 0))
            {
                throw new ArgumentException($"The {(kind == TokenScores.Logits ? "logit" : "probability")} of token {token} is {score}.", nameof(scores));
            }

            logarithms[token] = kind == TokenScores.Logits ? score : Math.Log(score);
            greatest = Math.Max(greatest, logarithms[token]);
        }

        if (double.IsNegativeInfinity(greatest))
        {
            throw new ArgumentException($"No token of {scores.Length} has a probability.", nameof(scores));
        }
    }

    /// <summary>Takes the logarithm of the sum of probabilities off, so that they add to 1.</summary>
    public static void Normalize(Span<double> logarithms)
    {
        double greatest = double.NegativeInfinity;
        foreach (double logarithm in logarithms)
        {
            greatest = Math.Max(greatest, logarithm);
        }

        double sum = 0;
        foreach (double logarithm in logarithms)
        {
            sum += Math.Exp(logarithm - greatest);
        }

        double shift = greatest + Math.Log(sum);
        foreach (ref double logarithm in logarithms)
        {
            logarithm -= shift;
        }
    }
}
