using System.Numerics.Tensors;

namespace Compiled.Runtime.Tests.Data;

public class DatasetTests
{
    private static Dataset Numbers(int count)
        => Dataset.From(Enumerable.Range(0, count).Select(i => (float)i).ToArray(), Enumerable.Range(0, count).ToArray());

    internal static IEnumerable<int> Labels(Dataset dataset, int batchSize = 4, ulong? shuffle = null, int epoch = 0)
    {
        foreach (Batch batch in dataset.Batches(batchSize, shuffle, epoch))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                yield return batch.Targets[0].Ints[i];
            }
        }
    }

    [Fact]
    public void BatchesHoldTheSamplesInOrderWithASmallerLast()
    {
        List<int> counts = [];
        List<float> values = [];
        foreach (Batch batch in Numbers(10).Batches(4))
        {
            counts.Add(batch.Count);
            values.AddRange(batch.Inputs[0].Floats[..batch.Count]);
        }

        Assert.Equal([4, 4, 2], counts);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (float)i), values);
        Assert.Equal(2, Numbers(10).Batches(4, dropRemainder: true).Count());
    }

    [Fact]
    public void ManyInputsAndOutputsOfEveryKindKeepTheirValues()
    {
        float[,] features = { { 1, 2 }, { 3, 4 }, { 5, 6 } };
        Tensor<float> tensor = Tensor.Create(new float[] { 10, 20, 30 }, [3, 1]);
        int[][] words = [[1, 2, 3], [4, 5, 6], [7, 8, 9]];
        Dataset dataset = Dataset.From([features, tensor, words], [new float[] { 0.5f, 1.5f, 2.5f }], [1, 2, 3]);

        Assert.Equal(3, dataset.Count);
        Assert.Equal("'input0' (2) float", dataset.Inputs[0].ToString());
        Assert.Equal("'input2' (3) int", dataset.Inputs[2].ToString());
        Assert.Equal("'target' float", dataset.Targets[0].ToString());
        Batch last = dataset.Batches(2).Last();
        Assert.Equal([5, 6], last[0].Input(0).ToArray());
        Assert.Equal([30], last[0].Input(1).ToArray());
        Assert.Equal([7, 8, 9], last[0].IntegerInput(2).ToArray());
        Assert.Equal([2.5f], last[0].Target().ToArray());
        Assert.Equal(3, last[0].Weight);
    }

    [Fact]
    public void WrongNumbersOfSamplesAreNamed()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Dataset.From(new float[4, 2], new int[3]));
        Assert.Contains("3", exception.Message);
        Assert.Contains("4", exception.Message);
        exception = Assert.Throws<ArgumentException>(() => Dataset.From((float[][])[[1, 2], [3]]));
        Assert.Contains("Sample 1 has 1 value, but sample 0 has 2", exception.Message);
        Assert.Throws<ArgumentException>(() => TensorData.Of(new float[6], 2, 4));
        Assert.Throws<ArgumentException>(() => Dataset.From(new float[2], new int[2], [1f]));
    }

    [Fact]
    public void AnEpochsOrderDependsOnSeedAndEpochAlone()
    {
        int[] first = [.. Labels(Numbers(100), 7, shuffle: 3, epoch: 2)];
        Assert.Equal(first, Labels(Numbers(100), 32, shuffle: 3, epoch: 2));
        Assert.Equal(Enumerable.Range(0, 100), first.Order());
        Assert.NotEqual(first, Labels(Numbers(100), 7, shuffle: 3, epoch: 1));
        Assert.NotEqual(first, Labels(Numbers(100), 7, shuffle: 4, epoch: 2));
    }

    // The orders are those of tests/Oracle/shuffle.py.
    [Fact]
    public void TheOrderOfASeedNeverChanges()
    {
        Assert.Equal([9, 8, 4, 5, 1, 2, 0, 6, 3, 7], Labels(Numbers(10), 10, shuffle: 1, epoch: 0));
        Assert.Equal([0, 8, 9, 7, 3, 5, 6, 1, 2, 4], Labels(Numbers(10), 10, shuffle: (1UL << 40) + 1, epoch: 7));
    }

    [Fact]
    public void EveryOrderIsAsLikely()
    {
        // 6 orders of 3 samples in 6,000 epochs: 1,000 each with a standard deviation of 29.
        Dictionary<string, int> counts = [];
        using BatchReader reader = Numbers(3).CreateReader(3, shuffle: 42);
        for (int epoch = 0; epoch < 6000; epoch++)
        {
            reader.Begin(epoch);
            Assert.True(reader.TryRead(out Batch? batch));
            string order = string.Join(" ", batch.Targets[0].Ints[..3].ToArray());
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 870, 1130));
    }

    [Fact]
    public void TakeSkipShuffleAndSplitChooseSamples()
    {
        Assert.Equal([0, 1, 2], Labels(Numbers(10).Take(3)));
        Assert.Equal([7, 8, 9], Labels(Numbers(10).Skip(7)));
        Assert.Empty(Labels(Numbers(3).Skip(5)));
        Assert.Equal([0, 1, 2], Labels(Numbers(3).Take(5)));
        Assert.Equal([3, 4], Labels(Numbers(10).Skip(3).Take(2)));

        (Dataset first, Dataset second) = Numbers(10).Split(0.7);
        Assert.Equal(Enumerable.Range(0, 7), Labels(first));
        Assert.Equal([7, 8, 9], Labels(second));
        (first, second) = Numbers(10).Split(0.7, shuffle: 5);
        Assert.Equal(7, first.Count);
        Assert.NotEqual(Enumerable.Range(0, 7), Labels(first));
        Assert.Equal(Enumerable.Range(0, 10), Labels(first).Concat(Labels(second)).Order());
        Assert.Equal(Labels(first), Labels(Numbers(10).Split(0.7, shuffle: 5).First));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(10).Split(double.NaN));
    }

    /// <summary>What is read ahead, or changed after that, is still data whose samples can be read in any order.</summary>
    [Fact]
    public void PartsOfWhatIsReadAheadAreMixed()
    {
        Dataset ahead = Numbers(40).Prefetch();
        Dataset[] views =
        [
            ahead,
            ahead.Map(sample => sample.Input()[0] *= 2),
            ahead.Map([new("same", [1])], ahead.Targets, (from, to) => to.IntegerTarget()[0] = from.IntegerTarget()[0]),
        ];
        Assert.All(views, view =>
        {
            Assert.Equal(Enumerable.Range(0, 20), Labels(view.Take(20)));
            Assert.Equal(Enumerable.Range(30, 10), Labels(view.Skip(30)));
            int[] mixed = [.. Labels(view.Take(20), shuffle: 3)];
            Assert.NotEqual(Enumerable.Range(0, 20), mixed);
            Assert.Equal(Enumerable.Range(0, 20), mixed.Order());
            Assert.Equal([10, 11], Labels(view.Slice(10, 2)));
            Assert.Empty(Labels(view.Skip(50)));
        });
    }

    [Fact]
    public void MapChangesSamplesAndTheirShapes()
    {
        Dataset doubled = Numbers(5).Map(sample => sample.Input()[0] *= 2);
        Assert.Equal([0, 2, 4, 6, 8], doubled.Batches(5).Single().Inputs[0].Floats[..5].ToArray());
        // The original is as it was.
        Assert.Equal([0, 1, 2, 3, 4], Numbers(5).Batches(5).Single().Inputs[0].Floats[..5].ToArray());

        Dataset powers = doubled.Map([new("powers", [2])], [new("target", [])], (source, destination) =>
        {
            float x = source.Input()[0];
            destination.Input()[0] = x;
            destination.Input()[1] = x * x;
            destination.Target()[0] = source.IntegerTarget()[0];
        });
        Batch batch = powers.Skip(3).Batches(8).Single();
        Assert.Equal([6, 36], batch[0].Input().ToArray());
        Assert.Equal(4, batch[1].Target()[0]);
        Assert.Equal([2, 3], powers.Reshape(2, 1).Skip(2).Take(2).Batches(2).Single().Targets[0].Floats[..2].ToArray());
        Assert.Throws<ArgumentException>(() => powers.Reshape(3));
        Assert.Throws<InvalidOperationException>(() => powers.Batches(1).First()[0].IntegerInput());
    }

    [Fact]
    public void AStreamIsReadAnewInEachEpochAndCanBeCutMappedAndCached()
    {
        int passes = 0;
        IEnumerable<(float[] Input, int Label)> Items()
        {
            passes++;
            for (int i = 0; i < 10; i++)
            {
                yield return ([i, -i], i);
            }
        }

        Dataset stream = Dataset.From(Items());
        Assert.False(stream.IsIndexed);
        Assert.Null(stream.Count);
        Assert.Equal(Enumerable.Range(0, 10), Labels(stream));
        Assert.Equal(Enumerable.Range(0, 10), Labels(stream));
        Assert.Equal([4, 5, 6], Labels(stream.Skip(4).Take(3)));
        Assert.Empty(Labels(stream.Skip(20)));
        Assert.Equal([0, 10, 20], Labels(stream.Map(sample => sample.IntegerTarget()[0] *= 10).Take(3)));
        Assert.Equal(8, stream.Map([new("one", [])], [], (source, destination) => destination.Input()[0] = source.Input()[0]).Batches(9).First()[8].Input()[0]);
        Assert.Throws<NotSupportedException>(() => stream.Shuffle(1));

        Dataset cached = stream.Cache();
        int before = passes;
        Assert.Equal(10, cached.Count);
        Assert.Equal(Enumerable.Range(0, 10), Labels(cached.Shuffle(1)).Order());
        Assert.Equal(before, passes);
    }

    [Fact]
    public void ACacheKeepsSamplesOfAnySizeAndTheirWeights()
    {
        float[,] large = new float[5, 200_000];
        for (int i = 0; i < 5; i++)
        {
            large[i, 199_999] = i;
        }

        Batch batch = Dataset.From(large, new int[5], [1, 2, 3, 4, 5]).Cache().Skip(3).Batches(2).Single();
        Assert.True(batch.HasSampleWeights);
        Assert.Equal([4, 5], batch.SampleWeights.ToArray());
        Assert.Equal(4, batch[1].Input()[199_999]);
    }

    [Fact]
    public void AWindowMixesAStreamWithoutLosingSamples()
    {
        Dataset stream = Dataset.From(Enumerable.Range(0, 50).Select(i => (new float[] { i }, i)));
        int[] order = [.. Labels(stream.Shuffle(9, window: 8), 6)];
        Assert.Equal(Enumerable.Range(0, 50), order.Order());
        Assert.NotEqual(Enumerable.Range(0, 50), order);
        Assert.All(order.Index(), pair => Assert.True(pair.Item <= pair.Index + 8));
        Assert.Equal(order, Labels(stream.Shuffle(9, window: 8), 20));
        Assert.NotEqual(order, Labels(stream.Shuffle(9, window: 8), 6, epoch: 1));
        Assert.Equal([0, 1, 2], Labels(stream.Shuffle(9, window: 1).Take(3)));
        Assert.Equal(Enumerable.Range(0, 50), Labels(stream.Shuffle(9, window: 1000)).Order());
    }

    [Fact]
    public void SamplesOfTheWrongLengthInASequenceAreNamed()
    {
        Dataset stream = Dataset.From((IEnumerable<(float[], float[])>)[([1, 2], [1]), ([1], [1])]);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => stream.Batches(2).Count());
        Assert.Contains("input has 1 value, but the first one has 2", exception.Message);
        Assert.Throws<ArgumentException>(() => Dataset.From(Enumerable.Empty<(float[], int)>()));
    }

    [Fact]
    public void ReadingAllocatesNothingAfterTheFirstEpoch()
    {
        Dataset dataset = Dataset.From(1000, [new("x", [16])], [new("y", [])], static (index, sample) =>
            {
                sample.Input().Fill(index);
                sample.Target()[0] = index;
            })
            .Map(static sample => sample.Input()[0]++)
            .Map([new("x", [1])], [new("y", [])], static (source, destination) =>
            {
                destination.Input()[0] = source.Input()[0];
                destination.Target()[0] = source.Target()[0];
            });
        using BatchReader reader = dataset.CreateReader(32, shuffle: 1);
        for (int epoch = 0; epoch < 2; epoch++)
        {
            reader.Begin(epoch);
            while (reader.TryRead(out _))
            {
            }
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        reader.Begin(2);
        while (reader.TryRead(out _))
        {
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
