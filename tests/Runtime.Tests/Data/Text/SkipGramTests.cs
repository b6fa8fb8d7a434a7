namespace Compiled.Runtime.Tests.Data;

/// <summary>Computed values are those of tests/Oracle/text.py.</summary>
public class SkipGramTests
{
    [Fact]
    public void EachWordIsPairedWithThoseNearIt()
    {
        SkipGrams pairs = Sequences.SkipGrams([1, 2, 3, 4], 5, windowSize: 1, negativeSamples: 0, shuffle: false);
        Assert.Equal([1, 2, 2, 3, 3, 4], pairs.Words);
        Assert.Equal([2, 1, 3, 2, 4, 3], pairs.Contexts);
        Assert.All(pairs.Labels, label => Assert.Equal(1, label));

        // Padding pairs with nothing, but keeps its place.
        pairs = Sequences.SkipGrams([1, 0, 2, 3], 5, windowSize: 1, negativeSamples: 0, shuffle: false);
        Assert.Equal([2, 3], pairs.Words);
        Assert.Equal([3, 2], pairs.Contexts);
    }

    [Fact]
    public void SevenWordsGiveThePairsOfThePublishedExample()
    {
        // "I love green eggs and ham ." without its stop: 28 true pairs at window 4, and as many made up.
        SkipGrams pairs = Sequences.SkipGrams([1, 2, 3, 4, 5, 6], 7, seed: 5);
        Assert.Equal(56, pairs.Labels.Length);
        Assert.Equal(28, pairs.Labels.Sum());
        Assert.All(pairs.Contexts, word => Assert.InRange(word, 1, 6));
        Assert.NotEqual(Enumerable.Repeat(1f, 28), pairs.Labels[..28]);

        // Mixing moves words, contexts and labels together.
        SkipGrams ordered = Sequences.SkipGrams([1, 2, 3, 4, 5, 6], 7, seed: 5, shuffle: false);
        Assert.Equal(
            ordered.Words.Zip(ordered.Contexts, ordered.Labels).Order(),
            pairs.Words.Zip(pairs.Contexts, pairs.Labels).Order());
        Assert.Equal(ordered.Words[..28].Order(), ordered.Words[28..].Order());
    }

    [Fact]
    public void TheSeedDecidesEverything()
    {
        int[] text = [.. Enumerable.Range(0, 300).Select(i => 1 + (i * i % 40))];
        float[] table = Sequences.SamplingTable(41, 0.01);
        SkipGrams first = Sequences.SkipGrams(text, 41, samplingTable: table, seed: 9);
        SkipGrams again = Sequences.SkipGrams(text, 41, samplingTable: table, seed: 9);
        Assert.Equal(first.Words, again.Words);
        Assert.Equal(first.Contexts, again.Contexts);
        Assert.NotEqual(first.Contexts, Sequences.SkipGrams(text, 41, samplingTable: table, seed: 10).Contexts);
        Assert.InRange(first.Words.Length, 100, Sequences.SkipGrams(text, 41, seed: 9).Words.Length - 100);
    }

    [Fact]
    public void TheSamplingTableIsKerass()
    {
        float[] table = Sequences.SamplingTable(1001);
        Assert.Equal([0.0031522479f, 0.0031522479f, 0.0054759727f, 0.0074155641f], table[..4]);
        Assert.Equal(0.27359194f, table[1000], 7);
        Assert.Equal(1, Sequences.SamplingTable(100_001)[100_000]);
        Assert.Empty(Sequences.SamplingTable(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sequences.SamplingTable(5, 0));
    }

    [Fact]
    public void ATableOfZerosAndOnesKeepsJustSome()
    {
        SkipGrams pairs = Sequences.SkipGrams([1, 2, 1, 3], 4, windowSize: 1, negativeSamples: 0, samplingTable: [0, 1, -1, 1], shuffle: false);
        Assert.Equal([1, 1, 1, 3], pairs.Words);
        Assert.Equal([2, 2, 3, 1], pairs.Contexts);
    }

    [Fact]
    public void PairsBecomeSamples()
    {
        Batch batch = Sequences.SkipGrams([1, 2], 3, negativeSamples: 0, shuffle: false).ToDataset().Batches(2).Single();
        Assert.Equal([1, 2], batch.Inputs[0].Ints[..2].ToArray());
        Assert.Equal([2, 1], batch.Inputs[1].Ints[..2].ToArray());
        Assert.Equal([1, 1], batch.Targets[0].Floats[..2].ToArray());
    }

    [Fact]
    public void WrongArgumentsAreNamed()
    {
        Assert.Contains("Index 1 of the sequence is 5, where 0 to 4 was expected", Assert.Throws<ArgumentException>(() => Sequences.SkipGrams([1, 5], 5)).Message);
        Assert.Contains("is 2, where 0 to 1 was expected: the sampling table has 2 entries", Assert.Throws<ArgumentException>(() => Sequences.SkipGrams([1, 2], 5, samplingTable: [1, 1])).Message);
        Assert.Throws<ArgumentException>(() => Sequences.SkipGrams([-1], 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sequences.SkipGrams([1], 5, windowSize: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sequences.SkipGrams([1], 5, negativeSamples: float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sequences.SkipGrams([], 1));
    }

    [Fact]
    public void CandidatesFollowTheLogUniformDistribution()
    {
        LogUniformSampler sampler = new(10, seed: 3);
        Assert.Equal(0.2890648263178878, sampler.Probability(0), 12);
        Assert.Equal(0.039747432210872465, sampler.Probability(9), 12);
        Assert.Equal(1, Enumerable.Range(0, 10).Sum(sampler.Probability), 12);

        int[] candidates = new int[100_000];
        Assert.Equal(100_000, sampler.Sample(0, candidates, unique: false));
        foreach (int label in (int[])[0, 1, 9])
        {
            // Four standard deviations.
            double p = sampler.Probability(label);
            Assert.InRange(candidates.Count(candidate => candidate == label) / 100_000d, p - (4 * Math.Sqrt(p / 100_000)), p + (4 * Math.Sqrt(p / 100_000)));
        }

        Assert.All(candidates, candidate => Assert.InRange(candidate, 0, 9));
    }

    /// <summary>Class c begins at u = ln(c + 1) / ln(classes + 1).</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(50_257)]
    [InlineData(1_000_003)]
    public void ClassesBeginWhereTheDistributionSaysSo(int classes)
    {
        for (int c = 1; c < classes; c += 1 + (classes / 1000))
        {
            double bound = Math.Log(c + 1d) / Math.Log(classes + 1d) * (1L << 48);
            double near = (1L << 48) / Math.Log(classes + 1d) / (1 << 26);
            Assert.InRange(LogUniformSampler.Class((ulong)(bound - near), classes), 0, c - 1);
            Assert.InRange(LogUniformSampler.Class((ulong)(bound + near), classes), c, classes - 1);
        }

        Assert.Equal(0, LogUniformSampler.Class(0, classes));
        Assert.Equal(classes - 1, LogUniformSampler.Class((1ul << 48) - 1, classes));
    }

    [Fact]
    public void UniqueCandidatesComeOnceAndTellTheirTries()
    {
        LogUniformSampler sampler = new(10, seed: 3);
        int[] candidates = new int[10];
        long tries = sampler.Sample(1, candidates);
        Assert.Equal(Enumerable.Range(0, 10), candidates.Order());
        Assert.InRange(tries, 10, 1000);
        int[] again = new int[10];
        Assert.Equal(tries, sampler.Sample(1, again));
        Assert.Equal(candidates, again);
        sampler.Sample(2, again);
        Assert.NotEqual(candidates, again);
        Assert.Equal(1, new LogUniformSampler(1).Sample(0, candidates.AsSpan(0, 1)));
    }

    [Fact]
    public void ExpectedCountsAreThoseOfTheFormulas()
    {
        LogUniformSampler sampler = new(10);
        Assert.Equal(1.4453241315894392, sampler.ExpectedCount(0, 5, unique: false), 12);
        Assert.Equal(0.9082069054673225, sampler.ExpectedCount(0, 7), 12);
        Assert.Equal(0, sampler.ExpectedCount(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => sampler.ExpectedCount(10, 5));
        Assert.Throws<ArgumentException>(() => sampler.Sample(0, new int[11]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogUniformSampler(0));
    }
}
