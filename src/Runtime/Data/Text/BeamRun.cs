using System.Collections.Immutable;

namespace Compiled;

/// <summary>One beam search.</summary>
internal sealed class BeamRun<TState>(BeamSearch options, NextToken<TState> next)
{
    private readonly float[] _scores = new float[options.VocabularySize];
    private readonly double[] _logarithms = new double[options.VocabularySize];

    // Sorted, the best first.
    private readonly List<Beam> _finished = [];
    private readonly List<Candidate> _candidates = [];

    public ImmutableArray<Beam> From(int[] start, TState state)
    {
        List<Open> open = [new(start, 0, state)];
        for (int length = 1; length <= options.MaxLength && open.Count > 0 && !IsDecided(open); length++)
        {
            open = Step(open, length);
        }

        foreach (Open left in open)
        {
            Finish(left.Tokens, left.LogProbability, left.Tokens.Length - start.Length);
        }

        return [.. _finished];
    }

    private List<Open> Step(List<Open> open, int length)
    {
        _candidates.Clear();
        TState[] states = new TState[open.Count];
        for (int beam = 0; beam < open.Count; beam++)
        {
            states[beam] = next(open[beam].Tokens, open[beam].State, _scores);
            LogProbabilities.Of(_scores, options.Scores, _logarithms);
            LogProbabilities.Normalize(_logarithms);
            for (int token = 0; token < _logarithms.Length; token++)
            {
                Offer(new(beam, token, open[beam].LogProbability + _logarithms[token]));
            }
        }

        List<Open> continued = [];
        foreach (Candidate candidate in _candidates)
        {
            int[] tokens = [.. open[candidate.Beam].Tokens, candidate.Token];
            if (candidate.Token == options.End)
            {
                Finish(tokens, candidate.LogProbability, length);
            }
            else if (continued.Count < options.Width)
            {
                continued.Add(new(tokens, candidate.LogProbability, states[candidate.Beam]));
            }
        }

        return continued;
    }

    // Each beam can end in one way: among twice the width of the best, at least the width go on. Of equal ones the first to come stays.
    private void Offer(Candidate candidate)
    {
        int capacity = 2 * options.Width;
        bool full = _candidates.Count == capacity;
        if (double.IsNegativeInfinity(candidate.LogProbability) || (full && candidate.LogProbability <= _candidates[^1].LogProbability))
        {
            return;
        }

        if (full)
        {
            _candidates.RemoveAt(capacity - 1);
        }

        int place = _candidates.Count;
        while (place > 0 && _candidates[place - 1].LogProbability < candidate.LogProbability)
        {
            place--;
        }

        _candidates.Insert(place, candidate);
    }

    private void Finish(int[] tokens, double logProbability, int length)
    {
        Beam beam = new([.. tokens], logProbability, logProbability / Penalty(length));
        int place = _finished.Count;
        while (place > 0 && _finished[place - 1].Score < beam.Score)
        {
            place--;
        }

        _finished.Insert(place, beam);
        if (_finished.Count > options.Width)
        {
            _finished.RemoveAt(options.Width);
        }
    }

    // Logarithms only fall, and the greatest length divides them by the most: no open sequence can do better than that.
    private bool IsDecided(List<Open> open)
        => _finished.Count == options.Width && open[0].LogProbability / Penalty(options.MaxLength) <= _finished[^1].Score;

    private double Penalty(int length) => Math.Pow((5d + length) / 6d, options.LengthPenalty);

    private sealed record Open(int[] Tokens, double LogProbability, TState State);

    private readonly record struct Candidate(int Beam, int Token, double LogProbability);
}
