namespace Compiled.Runtime.Tests.Data;

public class SequencesTests
{
    private static readonly int[][] s_sequences = [[1], [2, 3], [4, 5, 6]];

    [Fact]
    public void SequencesArePaddedAndCutAtEitherEnd()
    {
        // The examples of Keras's pad_sequences.
        Assert.Equal(new[,] { { 0, 0, 1 }, { 0, 2, 3 }, { 4, 5, 6 } }, Sequences.Pad(s_sequences));
        Assert.Equal(new[,] { { -1, -1, 1 }, { -1, 2, 3 }, { 4, 5, 6 } }, Sequences.Pad(s_sequences, value: -1));
        Assert.Equal(new[,] { { 1, 0, 0 }, { 2, 3, 0 }, { 4, 5, 6 } }, Sequences.Pad(s_sequences, padding: SequenceSide.Post));
        Assert.Equal(new[,] { { 0, 1 }, { 2, 3 }, { 5, 6 } }, Sequences.Pad(s_sequences, maxLength: 2));
        Assert.Equal(new[,] { { 0, 1 }, { 2, 3 }, { 4, 5 } }, Sequences.Pad(s_sequences, 2, truncating: SequenceSide.Post));
        Assert.Equal(new[,] { { 0.5f, 1.5f } }, Sequences.Pad<float>([[1.5f]], 2, value: 0.5f));
        Assert.Equal(new int[1, 2], Sequences.Pad<int>([[]], 2));
        Assert.Empty(Sequences.Pad(Array.Empty<int[]>()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sequences.Pad(s_sequences, -1));
    }

    [Fact]
    public void SequencesOfRowsArePaddedWithRows()
    {
        float[,,] padded = Sequences.Pad<float>([new float[,] { { 1, 2 } }, new float[,] { { 3, 4 }, { 5, 6 }, { 7, 8 } }], 2);
        Assert.Equal(new float[,,] { { { 0, 0 }, { 1, 2 } }, { { 5, 6 }, { 7, 8 } } }, padded);
        Assert.Contains("Sequence 1 has 1 feature, but sequence 0 has 2", Assert.Throws<ArgumentException>(() => Sequences.Pad<float>([new float[1, 2], new float[1, 1]])).Message);
        Assert.Throws<ArgumentException>(() => Sequences.Pad(Array.Empty<float[,]>()));
    }

    [Fact]
    public void IndicesBecomeOneHotRows()
    {
        float[] rows = new float[6];
        Sequences.OneHot([2, 0], 3, rows);
        Assert.Equal([0, 0, 1, 1, 0, 0], rows);
        Assert.Contains("Index 1 is 3, where 0 to 2 was expected", Assert.Throws<ArgumentException>(() => Sequences.OneHot([0, 3], 3, rows)).Message);
        Assert.Contains("6 places, where 3 are expected: 1 by 3", Assert.Throws<ArgumentException>(() => Sequences.OneHot([0], 3, rows)).Message);

        Dataset dataset = Sequences.OneHot(Dataset.From([new float[] { 7, 8 }, new[,] { { 1, 0 }, { 0, 1 } }], [new[] { 5, 6 }]), 2, input: 1);
        Assert.Equal("'input1' (2, 2) float", dataset.Inputs[1].ToString());
        Batch batch = dataset.Batches(2).Single();
        Assert.Equal([0, 1, 1, 0, 1, 0, 0, 1], batch.Inputs[1].Floats[..8].ToArray());
        Assert.Equal([7, 8], batch.Inputs[0].Floats[..2].ToArray());
        Assert.Equal([5, 6], batch.Targets[0].Ints[..2].ToArray());
        Assert.Throws<ArgumentException>(() => Sequences.OneHot(dataset, 2, input: 0));
    }

    [Fact]
    public void WindowsOfTokensAreFollowedByTheNextOne()
    {
        int[] tokens = [10, 11, 12, 13, 14, 15];
        Batch batch = Sequences.NextTokens(tokens, 2, stride: 3).Batches(8).Single();
        Assert.Equal(2, batch.Count);
        Assert.Equal([10, 11, 13, 14], batch.Inputs[0].Ints[..4].ToArray());
        Assert.Equal([12, 15], batch.Targets[0].Ints[..2].ToArray());

        batch = Sequences.NextTokens(tokens, 3, stride: 2, everyStep: true).Batches(8).Single();
        Assert.Equal([10, 11, 12, 12, 13, 14], batch.Inputs[0].Ints[..6].ToArray());
        Assert.Equal([11, 12, 13, 13, 14, 15], batch.Targets[0].Ints[..6].ToArray());
        Assert.Equal(5, Sequences.NextTokens(tokens, 1).Count);
        Assert.Contains("A window of 6 tokens and the next one do not fit into 6 tokens", Assert.Throws<ArgumentException>(() => Sequences.NextTokens(tokens, 6)).Message);
    }

    [Fact]
    public void InterleavedPartsGoOnFromBatchToBatch()
    {
        Dataset dataset = Sequences.Interleave(Dataset.From(Enumerable.Range(0, 11).ToArray(), Enumerable.Range(0, 11).ToArray()), 3);
        Assert.Equal([0, 3, 6, 1, 4, 7, 2, 5, 8], DatasetTests.Labels(dataset, 3));
        Assert.Throws<NotSupportedException>(() => Sequences.Interleave(Dataset.From([(new float[] { 1 }, 1)]), 1));
        Assert.Equal(0, Sequences.Interleave(Dataset.From(new float[2]), 3).Count);
    }

    [Fact]
    public void RaggedSequencesArePaddedToTheLongestOfTheirBatch()
    {
        Dataset data = Sequences.Ragged([[1, 2, 3], [4], [5, 6]], new[] { 7, 8, 9 });
        Assert.Equal("'sequence' (any) int", data.Inputs[0].ToString());
        List<int[]> rows = [];
        foreach (Batch batch in data.Batches(2))
        {
            rows.Add(batch.Inputs[0].Ints[..(batch.Count * batch.Steps)].ToArray());
            Assert.Equal((int[])[batch.Steps], batch.Inputs[0].Spec.Shape);
        }

        Assert.Equal([[1, 2, 3, 0, 0, 4], [5, 6]], rows);
        Batch cut = Sequences.Ragged([[1, 2, 3], [4]], [[5, 6, 7], [8]], new SequenceOptions { MaxLength = 2, Padding = SequenceSide.Post }).Batches(2).Single();
        Assert.Equal([2, 3, 4, 0], cut.Inputs[0].Ints[..4].ToArray());
        Assert.Equal([6, 7, 8, 0], cut.Targets[0].Ints[..4].ToArray());

        Batch series = Sequences.Ragged([new float[,] { { 1, 2 } }, new float[,] { { 3, 4 }, { 5, 6 } }], [new float[,] { { 7 } }, new float[,] { { 8 }, { 9 } }]).Batches(2).Single();
        Assert.Equal([0, 0, 1, 2, 3, 4, 5, 6], series.Inputs[0].Floats[..8].ToArray());
        Assert.Equal([0, 7, 8, 9], series.Targets[0].Floats[..4].ToArray());
    }

    [Fact]
    public void BucketsPutSequencesOfSimilarLengthTogether()
    {
        int[][] tokens = [.. new[] { 5, 1, 4, 2, 6, 3, 1 }.Select((length, i) => Enumerable.Repeat(i + 1, length).ToArray())];
        Dataset data = Sequences.Ragged(tokens, Enumerable.Range(0, 7).ToArray(), new SequenceOptions { BucketBatches = 2 });
        Assert.Equal([1, 3, 2, 0, 6, 5, 4], DatasetTests.Labels(data, 2));
        Assert.Equal([2, 5, 3, 6], data.Batches(2).Select(batch => batch.Steps));
        int[] shuffled = [.. DatasetTests.Labels(data, 2, shuffle: 3)];
        Assert.Equal(Enumerable.Range(0, 7), shuffled.Order());
        Assert.Equal(shuffled, DatasetTests.Labels(data, 2, shuffle: 3));
        Assert.Equal([1, 3, 2], DatasetTests.Labels(data.Slice(1, 3), 3));
    }

    [Fact]
    public void RaggedSequencesThatDoNotFitAreNamed()
    {
        Assert.StartsWith("Sequence 1 is empty; it needs a step. A text whose words are all unknown is such a one, unless TokenizerOptions.OovToken", Assert.Throws<ArgumentException>(() => Sequences.Ragged([[1], []])).Message);
        Assert.Contains("3 samples for 1 sequence", Assert.Throws<ArgumentException>(() => Sequences.Ragged([[1]], new[] { 1, 2, 3 })).Message);
        Assert.Contains("Sequence 0 has 2 steps, but its targets have 1", Assert.Throws<ArgumentException>(() => Sequences.Ragged([[1, 2]], [[1]])).Message);
        Assert.Contains("3 features, but sequence 0 has 2", Assert.Throws<ArgumentException>(() => Sequences.Ragged([new float[1, 2], new float[1, 3]])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Sequences.Ragged([[1]], options: new() { MaxLength = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sequences.Ragged([[1]], options: new() { BucketBatches = -1 }));
    }

    [Fact]
    public void CutSequencesFollowEachOther()
    {
        // Two sequences of seven steps and two features, targets for each step, and a class for the whole.
        float[] values = [.. Enumerable.Range(0, 2 * 7 * 2).Select(i => (float)i)];
        var sequences = new MemoryDataset(
            [new("x", [7, 2])],
            [values],
            [new("steps", [7], ElementKind.Int32), new("whole", [3])],
            [Enumerable.Range(0, 14).ToArray(), Enumerable.Range(0, 6).Select(i => (float)i).ToArray()],
            new float[] { 0.5f, 2 });
        Dataset windows = Sequences.Cut(sequences, 3);
        Assert.Equal(4, windows.Count);
        Assert.Equal((int[])[3, 2], windows.Inputs[0].Shape);
        Assert.Equal((int[])[3], windows.Targets[0].Shape);
        Batch batch = Sequences.Interleave(windows, 2).Batches(4).Single();
        Assert.Equal([0, 1, 2, 3, 4, 5, 14, 15, 16, 17, 18, 19, 6, 7, 8, 9, 10, 11, 20, 21, 22, 23, 24, 25], batch.Inputs[0].Floats[..24].ToArray());
        Assert.Equal([0, 1, 2, 7, 8, 9, 3, 4, 5, 10, 11, 12], batch.Targets[0].Ints[..12].ToArray());
        Assert.Equal([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5], batch.Targets[1].Floats[..12].ToArray());
        Assert.Equal([0.5f, 2, 0.5f, 2], batch.SampleWeights.ToArray());
        Assert.Contains("8 steps", Assert.Throws<ArgumentException>(() => Sequences.Cut(sequences, 8)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Sequences.Cut(sequences, 0));
        Assert.Throws<NotSupportedException>(() => Sequences.Cut(Dataset.From([(new float[] { 1 }, 1)]), 1));
    }

    [Fact]
    public void ContextsSurroundTheirWord()
    {
        (int[,] contexts, int[] words) = Sequences.ContextWindows([1, 2, 3, 4, 5], 2);
        Assert.Equal(new[,] { { 1, 2, 4, 5 } }, contexts);
        Assert.Equal([3], words);

        (contexts, words) = Sequences.ContextWindows([1, 0, 3], 1, padEdges: true);
        Assert.Equal(new[,] { { 0, 0 }, { 0, 0 } }, contexts);
        Assert.Equal([1, 3], words);
        Assert.Empty(Sequences.ContextWindows([1, 2], 1).Words);
    }
}
