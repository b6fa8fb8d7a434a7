namespace Compiled.EndToEnd.Tests;

/// <summary>Tests that no other may run beside: they count what the whole process does.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;

[Collection("alone")]
public sealed class SharedWorkTests
{
    private const int Samples = 64;

    /// <summary>Every thread counts. The thread pool starts threads when it sees fit, so one of several rounds must be free.</summary>
    [Theory]
    [InlineData(nameof(DenseModel))]
    [InlineData(nameof(BatchNormalizationModel))]
    [InlineData(nameof(DropoutModel))]
    public void A_step_on_two_threads_allocates_nothing(string name)
    {
        SmallTiles.Use();
        using Model model = Cases.Find(name).Create(1);
        model.Threads = 2;
        Batch batch = TestData.Batch(model, Samples);
        long least = long.MaxValue;
        for (int round = 0; round < 20 && least > 0; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int step = 0; step < 10; step++)
            {
                model.TrainOnBatch(batch);
            }

            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);
    }
}
