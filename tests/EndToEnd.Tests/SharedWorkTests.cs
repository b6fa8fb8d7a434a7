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
    [InlineData(nameof(SentimentModel))]
    [InlineData(nameof(StatefulModel))]
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
    /// Every thread counts. A helper may be woken again before its thread is back among those that wait, and then another one starts: three calls in four
    /// have to be free, which none is that allocates in each.
    /// </summary>
    private static void AssertAllocatesNothing(Action action)
    {
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
