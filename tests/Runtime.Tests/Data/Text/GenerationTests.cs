namespace Compiled.Runtime.Tests.Data;

/// <summary>Computed values are those of tests/Oracle/text.py.</summary>
public class GenerationTests
{
    private static readonly float[] s_probabilities = [0.2f, 0.5f, 0.3f];

    private static float[] Distribution(TokenSampler sampler, params float[] scores)
    {
        float[] probabilities = new float[scores.Length];
        sampler.Distribution(scores, probabilities);
        return [.. probabilities.Select(value => MathF.Round(value, 6))];
    }

    [Fact]
    public void TemperatureSharpensAndFlattens()
    {
        Assert.Equal([0.105263f, 0.657895f, 0.236842f], Distribution(new() { Scores = TokenScores.Probabilities, Temperature = 0.5f }, s_probabilities));
        Assert.Equal([0.262751f, 0.415446f, 0.321803f], Distribution(new() { Scores = TokenScores.Probabilities, Temperature = 2 }, s_probabilities));
        Assert.Equal([0, 1, 0], Distribution(new() { Scores = TokenScores.Probabilities, Temperature = 0 }, s_probabilities));
        Assert.Equal([0, 1, 0], Distribution(new() { Temperature = 0 }, 1, 2, 2));
        Assert.Equal([0.032059f, 0.087144f, 0.236883f, 0.643914f], Distribution(new(), 1, 2, 3, 4));
        Assert.Equal([0.5f, 0, 0.5f], Distribution(new() { Temperature = 1e-30f }, 1000, 999, 1000));
        Assert.Equal([0.5f, 0, 0.5f], Distribution(new(), 3, float.NegativeInfinity, 3));
    }

    [Fact]
    public void TopKKeepsTheMostProbable()
    {
        Assert.Equal([0, 0.625f, 0.375f], Distribution(new() { Scores = TokenScores.Probabilities, TopK = 2 }, s_probabilities));
        Assert.Equal([0, 1, 0], Distribution(new() { Scores = TokenScores.Probabilities, TopK = 1 }, s_probabilities));
        Assert.Equal([0.2f, 0.5f, 0.3f], Distribution(new() { Scores = TokenScores.Probabilities, TopK = 9 }, s_probabilities));

        // Of equal ones the first.
        Assert.Equal([1, 0, 0], Distribution(new() { TopK = 1 }, 1, 1, 1));
    }

    [Fact]
    public void TheNucleusIsTheFewestThatReachTheShare()
    {
        Assert.Equal([0, 1, 0], Distribution(new() { Scores = TokenScores.Probabilities, TopP = 0.4f }, s_probabilities));
        Assert.Equal([0, 0.625f, 0.375f], Distribution(new() { Scores = TokenScores.Probabilities, TopP = 0.6f }, s_probabilities));
        Assert.Equal([0.2f, 0.5f, 0.3f], Distribution(new() { Scores = TokenScores.Probabilities, TopP = 0.9f }, s_probabilities));
        Assert.Equal([0, 1, 0], Distribution(new() { Scores = TokenScores.Probabilities, TopP = 1e-9f }, s_probabilities));

        // After top-k the kept ones are 0.625 and 0.375: the first alone reaches 0.6.
        Assert.Equal([0, 1, 0], Distribution(new() { Scores = TokenScores.Probabilities, TopK = 2, TopP = 0.6f }, s_probabilities));
    }

    [Fact]
    public void DrawsFollowTheDistributionAndTheSeed()
    {
        TokenSampler sampler = new(seed: 4) { Scores = TokenScores.Probabilities };
        int[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => sampler.Sample(s_probabilities))];
        Assert.InRange(draws.Count(token => token == 1), 9700, 10300);
        Assert.InRange(draws.Count(token => token == 2), 5700, 6300);
        TokenSampler again = new(seed: 4) { Scores = TokenScores.Probabilities };
        Assert.Equal(draws[..100], Enumerable.Range(0, 100).Select(_ => again.Sample(s_probabilities)));
        TokenSampler other = new(seed: 5) { Scores = TokenScores.Probabilities };
        Assert.NotEqual(draws[..100], Enumerable.Range(0, 100).Select(_ => other.Sample(s_probabilities)));

        // A vocabulary may shrink and grow.
        Assert.Equal(0, again.Sample([1]));
        Assert.Equal(3, again.Sample([0, 0, 0, 0.1f]));
    }

    [Fact]
    public void DrawingAllocatesNothing()
    {
        TokenSampler sampler = new() { TopK = 50, TopP = 0.9f };
        float[] scores = [.. Enumerable.Range(0, 500).Select(i => MathF.Sin(i))];
        sampler.Sample(scores);
        long before = GC.GetAllocatedBytesForCurrentThread();
        sampler.Sample(scores);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void GeneratingGoesOnUntilTheEndOrTheCount()
    {
        TokenSampler greedy = new() { Temperature = 0 };

        // The token after n is n + 1.
        static void Next(ReadOnlySpan<int> sequence, Span<float> scores)
        {
            scores.Clear();
            scores[sequence.IsEmpty ? 0 : sequence[^1] + 1] = 1;
        }

        Assert.Equal([3, 4, 5, 6], greedy.Generate([3], 3, 10, Next));
        Assert.Equal([3, 4, 5], greedy.Generate([3], 9, 10, Next, end: 5));
        Assert.Equal([0, 1], greedy.Generate([], 2, 10, Next));
        Assert.Equal([7], greedy.Generate([7], 0, 10, Next));
    }

    [Fact]
    public void WrongScoresAndOptionsAreNamed()
    {
        TokenSampler logits = new();
        TokenSampler probabilities = new() { Scores = TokenScores.Probabilities };
        Assert.Contains("The logit of token 1 is NaN", Assert.Throws<ArgumentException>(() => logits.Sample([1, float.NaN])).Message);
        Assert.Contains("The probability of token 0 is -0.5", Assert.Throws<ArgumentException>(() => probabilities.Sample([-0.5f, 1])).Message);
        Assert.Contains("No token of 2", Assert.Throws<ArgumentException>(() => probabilities.Sample([0, 0])).Message);
        Assert.Throws<ArgumentException>(() => logits.Sample([]));
        Assert.Throws<ArgumentException>(() => logits.Distribution([1, 2], new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenSampler { Temperature = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenSampler { Temperature = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenSampler { TopK = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenSampler { TopP = 0 });
    }

    // Greedy takes 0 (0.6) and can only go on with 0.5; by way of 1 (0.4) comes 0.9: the better sequence begins worse.
    private static void Garden(ReadOnlySpan<int> sequence, Span<float> scores)
    {
        float[] next = sequence switch
        {
            [] => [0.6f, 0.4f, 0],
            [0] => [0.5f, 0.5f, 0],
            [1] => [0.1f, 0.9f, 0],
            _ => [0, 0, 1],
        };
        next.CopyTo(scores);
    }

    [Fact]
    public void ABeamFindsWhatGreedyMisses()
    {
        BeamSearch search = new() { Width = 2, MaxLength = 2, VocabularySize = 3, Scores = TokenScores.Probabilities };
        Assert.Equal([1, 1], search.Run([], Garden)[0].Tokens.ToArray());
        Assert.Equal(Math.Log(0.36), search.Run([], Garden)[0].LogProbability, 6);
        Assert.Equal([0, 0], search.Run([], Garden)[1].Tokens.ToArray());
        Assert.Equal([0, 0], (search with { Width = 1 }).Run([], Garden).Single().Tokens.ToArray());
    }

    [Fact]
    public void SequencesEndAndThePenaltyDecidesBetweenLengths()
    {
        // Ends at once with 0.4, or goes on with 0.6 and ends then with 0.55.
        static void Next(ReadOnlySpan<int> sequence, Span<float> scores)
            => (sequence.Length == 1 ? (float[])[0.6f, 0.4f] : [0.45f, 0.55f]).CopyTo(scores);

        BeamSearch search = new() { Width = 2, MaxLength = 2, VocabularySize = 2, End = 1, Scores = TokenScores.Probabilities };
        Beam best = search.Run([9], Next)[0];
        Assert.Equal([9, 1], best.Tokens.ToArray());
        Assert.Equal(Math.Log(0.4), best.Score, 6);

        Beam[] penalized = [.. (search with { LengthPenalty = 1 }).Run([9], Next)];
        Assert.Equal([9, 1], penalized[0].Tokens.ToArray());
        Assert.Equal(-0.916290731874155, penalized[0].Score, 6);
        Assert.Equal([9, 0, 1], penalized[1].Tokens.ToArray());
        Assert.Equal(-0.9502822495899523, penalized[1].Score, 6);
        Assert.Equal([9, 0, 1], (search with { LengthPenalty = 2 }).Run([9], Next)[0].Tokens.ToArray());
    }

    [Fact]
    public void AStateIsCarriedAlongEachSequence()
    {
        // The state is the sum of the tokens seen; the model prefers the token that makes it even.
        static int Next(ReadOnlySpan<int> sequence, int state, Span<float> scores)
        {
            int sum = state + (sequence.IsEmpty ? 0 : sequence[^1]);
            Assert.Equal(sequence.ToArray().Sum(), sum);
            scores[0] = sum % 2 == 0 ? 2 : 0;
            scores[1] = sum % 2 == 0 ? 0 : 2;
            return sum;
        }

        BeamSearch search = new() { Width = 3, MaxLength = 4, VocabularySize = 2 };
        Assert.Equal([1, 1, 0, 0, 0], search.Run([1], 0, Next)[0].Tokens.ToArray());
    }

    [Fact]
    public void AWideBeamFindsTheBestOfAll()
    {
        // All 3⁴ sequences of a made-up model, against a search that loses none.
        static double Score(ReadOnlySpan<int> sequence, int token) => Math.Sin((31 * token) + (7 * sequence.Length) + (sequence.IsEmpty ? 0 : 13 * sequence[^1]));
        static double LogProbability(int[] tokens)
            => Enumerable.Range(0, tokens.Length).Sum(i => Score(tokens.AsSpan(0, i), tokens[i]) - Math.Log(Enumerable.Range(0, 3).Sum(token => Math.Exp(Score(tokens.AsSpan(0, i), token)))));
        static void Next(ReadOnlySpan<int> sequence, Span<float> scores)
        {
            for (int token = 0; token < 3; token++)
            {
                scores[token] = (float)Score(sequence, token);
            }
        }

        int[][] all = [.. Enumerable.Range(0, 81).Select(number => (int[])[number / 27, number / 9 % 3, number / 3 % 3, number % 3])];
        int[][] best = [.. all.OrderByDescending(LogProbability)];
        Beam[] beams = [.. new BeamSearch { Width = 81, MaxLength = 4, VocabularySize = 3 }.Run([], Next)];
        Assert.Equal(best[0], beams[0].Tokens.ToArray());
        Assert.Equal(best[1], beams[1].Tokens.ToArray());
        Assert.Equal(81, beams.Length);
        Assert.Equal(1, beams.Sum(beam => Math.Exp(beam.LogProbability)), 5);
        Assert.Equal(LogProbability(best[0]), beams[0].LogProbability, 5);
    }

    [Fact]
    public void WrongSearchesAreRefused()
    {
        BeamSearch search = new() { MaxLength = 2, VocabularySize = 3 };
        Assert.Throws<ArgumentOutOfRangeException>(() => (search with { Width = 0 }).Run([], Garden));
        Assert.Throws<ArgumentOutOfRangeException>(() => (search with { MaxLength = -1 }).Run([], Garden));
        Assert.Throws<ArgumentOutOfRangeException>(() => (search with { VocabularySize = 0 }).Run([], Garden));
        Assert.Throws<ArgumentOutOfRangeException>(() => (search with { LengthPenalty = -1 }).Run([], Garden));
        Assert.Throws<ArgumentException>(() => search.Run([], (_, scores) => scores.Fill(float.NaN)));
        Assert.Equal([5], (search with { MaxLength = 0 }).Run([5], Garden).Single().Tokens.ToArray());
    }
}
