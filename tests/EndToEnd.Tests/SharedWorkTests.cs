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
    /// Every thread counts. The pool may start threads of its own meanwhile, the more the busier the machine: three calls in four have to be free, which
    /// none is that allocates in each.
    /// </summary>
    private static void AssertAllocatesNothing(Action action)
    {
        using var pool = new FixedPool(threads: Math.Max(Environment.ProcessorCount, 4));
        const int Warming = 20, Calls = 200;
        int free = 0;
        for (int call = 0; call < Warming + Calls; call++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            action();
            free += call >= Warming && GC.GetTotalAllocatedBytes(precise: true) == before ? 1 : 0;
        }

        Assert.True(free >= Calls * 3 / 4, $"{free} of {Calls} calls allocate nothing");
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
