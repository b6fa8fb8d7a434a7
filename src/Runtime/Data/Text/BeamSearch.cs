using System.Collections.Immutable;

namespace Compiled;

/// <summary>A sequence that a beam search found.</summary>
/// <param name="Tokens">The start and what was added, an end token with it.</param>
/// <param name="LogProbability">The natural logarithm of the probability of what was added.</param>
/// <param name="Score">What sequences are ranked by: <paramref name="LogProbability"/>, divided by the length penalty.</param>
public sealed record Beam(ImmutableArray<int> Tokens, double LogProbability, double Score);

/// <summary>Writes what the model says of the token after a sequence, and gives the state to go on with.</summary>
/// <param name="sequence">The tokens so far; the state has seen all but the last.</param>
/// <param name="state">What the last call for this sequence's beginning gave. Several sequences go on from one state: it must not be changed in place.</param>
/// <param name="scores">One number a token of the vocabulary.</param>
public delegate TState NextToken<TState>(ReadOnlySpan<int> sequence, TState state, Span<float> scores);

/// <summary>
/// Looks for the most probable sequences, keeping the best few at each step (Lowerre 1976). With <see cref="Width"/> 1 it always takes the most probable token.
/// </summary>
public sealed record BeamSearch
{
    /// <summary>The number of sequences that are kept and returned.</summary>
    public int Width { get; init; } = 4;

    /// <summary>The most tokens that are added to the start.</summary>
    public required int MaxLength { get; init; }

    /// <summary>One more than the greatest token: the number of scores.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>The token that ends a sequence; null if only the length does.</summary>
    public int? End { get; init; }

    /// <summary>What the scores are; logits if nothing else is said.</summary>
    public TokenScores Scores { get; init; }

    /// <summary>α in the length penalty ((5 + length) / 6)^α of Wu et al. 2016 ("Google's Neural Machine Translation System"), by which logarithms are divided; 0 for none, more for longer sequences.</summary>
    public float LengthPenalty { get; init; }

    /// <summary>Searches with a model that is asked for whole sequences.</summary>
    /// <param name="start">The sequence to go on from; may be empty.</param>
    /// <param name="next">Writes the scores after a sequence.</param>
    /// <returns>At most <see cref="Width"/> sequences, the best first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public ImmutableArray<Beam> Run(ReadOnlySpan<int> start, NextToken next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return Run(start, 0, (sequence, state, scores) =>
        {
            next(sequence, scores);
            return state;
        });
    }

    /// <summary>Searches with a model that carries a state from token to token.</summary>
    /// <param name="start">The sequence to go on from; may be empty.</param>
    /// <param name="state">The state before the last token of the start.</param>
    /// <param name="next">Writes the scores after a sequence and gives the next state.</param>
    /// <inheritdoc cref="Run(ReadOnlySpan{int}, NextToken)"/>
    public ImmutableArray<Beam> Run<TState>(ReadOnlySpan<int> start, TState state, NextToken<TState> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Width);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(VocabularySize);
        if (!(LengthPenalty >= 0) || float.IsInfinity(LengthPenalty))
        {
            throw new ArgumentOutOfRangeException(nameof(LengthPenalty), LengthPenalty, "The length penalty is a finite number from 0.");
        }

        return new BeamRun<TState>(this, next).From([.. start], state);
    }
}
