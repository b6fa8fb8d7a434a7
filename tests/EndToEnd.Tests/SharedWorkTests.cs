namespace Compiled.EndToEnd.Tests;

/// <summary>Tests that no other may run beside: they count what the whole process does, or change how all of it shares work.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;

[Collection("alone")]
public sealed class SharedWorkTests
{
    private const int Samples = 64;

    public static TheoryData<string> Names => [.. Cases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Trains_to_the_same_bits_again_and_on_two_threads(string name)
    {
        using var tiles = new SmallTiles();
        ModelCase expected = Cases.Find(name);
        float[][] once = Trained(expected, threads: 1);
        Assert.Equal(once, Trained(expected, threads: 1));
        Assert.Equal(once, Trained(expected, threads: 2));
    }

    [Theory]
    [InlineData(nameof(DenseModel))]
    [InlineData(nameof(BatchNormalizationModel))]
    [InlineData(nameof(DropoutModel))]
    [InlineData(nameof(ImageConvolutionModel))]
    [InlineData(nameof(GruModel))]
    public void A_step_on_two_threads_allocates_nothing(string name)
    {
        using var tiles = new SmallTiles();
        using Model model = Cases.Find(name).Create(1);
        model.Threads = 2;
        Batch batch = TestData.Batch(model, Samples);
        AssertAllocatesNothing(() => model.TrainOnBatch(batch));
    }

    [Theory]
    [InlineData(nameof(DenseModel))]
    [InlineData(nameof(ImageConvolutionModel))]
    [InlineData(nameof(GruModel))]
    public void A_prediction_on_two_threads_allocates_nothing(string name)
    {
        using var tiles = new SmallTiles();
        using Model model = Cases.Find(name).Create(1);
        using PredictionContext context = model.CreateContext(threads: 2);
        TensorData[] inputs = TestData.Inputs(TestData.Batch(model, Samples));
        float[][] predictions = [.. model.PredictAll(inputs).Select(TestData.Values)];
        AssertAllocatesNothing(() => context.Predict(Samples, inputs, predictions));
    }

    /// <summary>
    /// Every thread counts. The pool has as many threads as it may, so that it starts none meanwhile; but one may have ended, so one of several rounds must
    /// be free.
    /// </summary>
    private static void AssertAllocatesNothing(Action action)
    {
        using var pool = new FixedPool(threads: Math.Max(Environment.ProcessorCount, 4));
        long least = long.MaxValue;
        for (int round = 0; round < 20 && least > 0; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int step = 0; step < 10; step++)
            {
                action();
            }

            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);
    }

    /// <summary>The thread pool with a number of threads that does not change, until it is disposed.</summary>
    private sealed class FixedPool : IDisposable
    {
        private readonly int _least;
        private readonly int _most;
        private readonly int _leastPorts;
        private readonly int _mostPorts;

        public FixedPool(int threads)
        {
            ThreadPool.GetMinThreads(out _least, out _leastPorts);
            ThreadPool.GetMaxThreads(out _most, out _mostPorts);
            Assert.True(ThreadPool.SetMinThreads(threads, _leastPorts) && ThreadPool.SetMaxThreads(threads, _mostPorts));
        }

        public void Dispose()
        {
            ThreadPool.SetMaxThreads(_most, _mostPorts);
            ThreadPool.SetMinThreads(_least, _leastPorts);
        }
    }

    private static float[][] Trained(ModelCase expected, int threads)
    {
        using Model model = expected.Create(1);
        model.Threads = threads;
        for (int step = 0; step < 5; step++)
        {
            model.TrainOnBatch(TestData.Batch(model, Samples, seed: step));
        }

        return model.GetWeights();
    }
}
