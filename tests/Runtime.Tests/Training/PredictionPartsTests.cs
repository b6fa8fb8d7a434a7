using System.Collections.Concurrent;
using Compiled.Kernels;
using Compiled.Runtime.Tests.Kernels;

namespace Compiled.Runtime.Tests;

/// <summary>Predictions of models with loops, whose samples threads share.</summary>
[Collection(nameof(SmallTiles))]
public class PredictionPartsTests
{
    // Much work in small steps.
    private static readonly (long Work, long StepWeights) _loop = (1 << 20, 1 << 10);

    [Fact]
    public void EachPartHasMemoryAndWorkersOfItsOwn()
    {
        const int Samples = 33;
        using LinearModel model = Model(2, _loop, out ConcurrentBag<ProgramRun> runs);
        float[] x = Values(3 * Samples), predictions = new float[Samples];
        model.Predict(x, predictions);
        ProgramRun[] parts = [.. runs.OrderBy(run => run.Input)];
        Assert.Equal([16, 17], parts.Select(part => part.Batch));
        Assert.Equal(16 * 3 * sizeof(float), parts[1].Input - parts[0].Input);
        Assert.NotEqual(parts[0].Workspace, parts[1].Workspace);
        Assert.NotSame(parts[0].Workers, parts[1].Workers);
        Assert.All(parts, part => Assert.Equal(1, part.Workers.Count));

        using LinearModel whole = Model(1, _loop, out ConcurrentBag<ProgramRun> run);
        float[] expected = whole.Predict(x);
        Assert.Equal([Samples], run.Select(part => part.Batch));
        Assert.Equal(expected, predictions);
    }

    [Theory]
    [InlineData(1, 2, 1 << 20, 1 << 10, 1)]
    [InlineData(15, 2, 1 << 20, 1 << 10, 1)]
    [InlineData(16, 2, 1 << 20, 1 << 10, 2)]
    [InlineData(1024, 3, 1 << 20, 1 << 10, 3)]
    [InlineData(1025, 3, 1 << 20, 1 << 10, 4)] // a turn of 1024 and one of the last sample
    [InlineData(16, 2, 0, 0, 1)] // no loop
    [InlineData(16, 2, 16383, 1 << 10, 1)] // less work than other threads are woken for
    [InlineData(16, 2, 1 << 30, 1 << 18, 2)]
    [InlineData(16, 2, 1 << 30, (1 << 18) + 1, 1)] // steps that read much
    [InlineData(24, 4, 1 << 20, 1 << 10, 3)]
    [InlineData(24, 4, 1 << 30, 1 << 16, 1)] // steps long enough for all four
    public void WhereItPaysABatchIsCutInto(int samples, int threads, long work, long stepWeights, int parts)
    {
        using LinearModel model = Model(threads, (work, stepWeights), out ConcurrentBag<ProgramRun> runs);
        model.Predict(Values(3 * samples));
        Assert.Equal(parts, runs.Count);
        Assert.Equal(samples, runs.Sum(run => run.Batch));
    }

    [Fact]
    public void APartThatFailsIsAFailureOfThePrediction()
    {
        using LinearModel model = Model(3, _loop, out _);
        float[] x = Values(3 * 40), expected = model.Predict(x);
        int run = 0;
        model.WhileRunning = () =>
        {
            if (Interlocked.Increment(ref run) == 2)
            {
                throw new InvalidOperationException("the second part");
            }
        };
        Assert.Equal("the second part", Assert.Throws<InvalidOperationException>(() => model.Predict(x)).Message);
        model.WhileRunning = null;
        Assert.Equal(expected, model.Predict(x));
    }

    [Fact]
    public void ADisposedContextGivesItsMemoryBack()
    {
        using LinearModel model = Model(1, _loop, out _);
        float[] x = Values(3 * 1024), predictions = new float[1024];
        long once = AlignedMemory.Most(() => PredictInContext(1));
        Assert.InRange(once, 1024 * sizeof(float), 2 * 1024 * sizeof(float)); // a workspace in parts, and tables of addresses
        Assert.Equal(once, AlignedMemory.Most(() => PredictInContext(10)));

        void PredictInContext(int times)
        {
            for (int time = 0; time < times; time++)
            {
                using PredictionContext context = model.CreateContext(threads: 4);
                context.Predict(x, predictions);
            }
        }
    }

    private static LinearModel Model(int threads, (long Work, long StepWeights) loop, out ConcurrentBag<ProgramRun> runs)
    {
        var seen = runs = [];
        return new(seed: 1) { Threads = threads, Loop = loop, Running = seen.Add };
    }

    private static float[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i))];
}
