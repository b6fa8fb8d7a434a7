namespace Compiled.Runtime.Tests.Data;

public class PrefetchTests
{
    private static Dataset Numbers(int count, Action<int>? onRead = null)
        => Dataset.From(count, [new("x", [])], [new("y", [], ElementKind.Int32)], (index, sample) =>
        {
            onRead?.Invoke(index);
            sample.Input()[0] = index;
            sample.IntegerTarget()[0] = index;
        });

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 7)]
    [InlineData(16, 3)]
    public void TheOrderIsThatOfTheSource(int batches, int batchSize)
    {
        Assert.Equal(DatasetTests.Labels(Numbers(100), batchSize), DatasetTests.Labels(Numbers(100).Prefetch(batches), batchSize));
        Assert.Equal(
            DatasetTests.Labels(Numbers(100), batchSize, shuffle: 8, epoch: 3),
            DatasetTests.Labels(Numbers(100).Prefetch(batches), batchSize, shuffle: 8, epoch: 3));
    }

    [Fact]
    public void ABatchStaysWholeWhileTheNextOnesAreRead()
    {
        using ManualResetEventSlim later = new();
        using BatchReader reader = Numbers(100, index =>
        {
            if (index == 29)
            {
                later.Set();
            }
        }).Prefetch(2).CreateReader(10);
        Assert.True(reader.TryRead(out Batch? batch));
        later.Wait();
        Assert.Equal(Enumerable.Range(0, 10), batch.Targets[0].Ints[..10].ToArray());
    }

    [Fact]
    public void AnExceptionSurfacesWhereItsBatchWouldHaveBeen()
    {
        Dataset dataset = Numbers(30, index =>
        {
            if (index == 25)
            {
                throw new FormatException("sample 25 is damaged");
            }
        }).Prefetch(8);
        using BatchReader reader = dataset.CreateReader(10);
        reader.Begin(0);
        Assert.True(reader.TryRead(out _));
        Assert.True(reader.TryRead(out _));
        Assert.Equal("sample 25 is damaged", Assert.Throws<FormatException>(() => reader.TryRead(out _)).Message);
        reader.Begin(1);
        Assert.True(reader.TryRead(out Batch? batch));
        Assert.Equal(0, batch.Targets[0].Ints[0]);
    }

    [Fact]
    public void BeginInTheMiddleStartsOver()
    {
        using BatchReader reader = Numbers(1000).Prefetch(3).CreateReader(5, shuffle: 2);
        for (int epoch = 0; epoch < 20; epoch++)
        {
            reader.Begin(epoch);
            int[] expected = [.. DatasetTests.Labels(Numbers(1000), 5, shuffle: 2, epoch)];
            for (int i = 0; i < epoch; i++)
            {
                Assert.True(reader.TryRead(out Batch? batch));
                Assert.Equal(expected.AsSpan(i * 5, 5).ToArray(), batch.Targets[0].Ints[..5].ToArray());
            }
        }
    }

    [Fact]
    public void DisposingEarlyEndsTheThreadAndTheSource()
    {
        bool sourceEnded = false;
        Thread? reading = null;
        IEnumerable<(float[], int)> Endless()
        {
            try
            {
                for (int i = 0; ; i++)
                {
                    reading = Thread.CurrentThread;
                    yield return ([i], i);
                }
            }
            finally
            {
                sourceEnded = true;
            }
        }

        Dataset dataset = Dataset.From(Endless()).Prefetch(2);
        sourceEnded = false;
        foreach (Batch batch in dataset.Batches(4))
        {
            Assert.Equal(4, batch.Count);
            break;
        }

        Assert.True(sourceEnded);
        Assert.NotNull(reading);
        Assert.NotSame(Thread.CurrentThread, reading);
        Assert.False(reading.IsAlive);
    }

    [Fact]
    public void ADisposedReaderSaysSo()
    {
        BatchReader reader = Numbers(10).Prefetch().CreateReader(2);
        reader.Dispose();
        reader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => reader.Begin(0));
    }
}
