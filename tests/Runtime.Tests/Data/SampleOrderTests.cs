using Compiled.Runtime.Tests.Data.Images;

namespace Compiled.Runtime.Tests.Data;

/// <summary>What data sets know of how their samples follow each other.</summary>
public sealed class SampleOrderTests
{
    [Fact]
    public void WindowsSayWhereTheyGoOn()
    {
        Assert.Null(Windows(length: 4, stride: 4).Order!.Discontinuity(1));
        Assert.Null(Windows(length: 4, stride: 2).Order!.Discontinuity(2));
        Assert.Null(Windows(length: 4, stride: 8, rate: 2).Order!.Discontinuity(1));
        Assert.Null(Sequences.Interleave(Windows(length: 4, stride: 4), 3).Order!.Discontinuity(3));
        Assert.Equal(
            "each reads 4 steps, and the one at its place of the next batch begins 12 steps after its first. Lay them side by side with Sequences.Interleave(data, 3)",
            Windows(length: 4, stride: 4).Order!.Discontinuity(3));
        Assert.Equal(
            "each reads 4 steps, and the one at its place of the next batch begins 1 step after its first. Cut windows with a stride of 4",
            Windows(length: 4, stride: 1).Order!.Discontinuity(1));
        Assert.Equal(
            "each reads 3 steps, and the one at its place of the next batch begins 10 steps after its first. Cut windows with a stride of 3, and lay them side by side with Sequences.Interleave(data, 2)",
            Sequences.NextTokens(new int[40], 3, stride: 5).Order!.Discontinuity(2));
    }

    [Fact]
    public void CutSequencesAndViewsOfThemSayIt()
    {
        Dataset cut = Sequences.Cut(Dataset.From(new float[2, 8]), 4);
        Assert.Contains("begins 8 steps", cut.Map(_ => { }).Take(4).Prefetch().Order!.Discontinuity(2));
        Assert.Null(Sequences.Interleave(cut, 2).Cache().Order!.Discontinuity(2));
        Assert.Null(Sequences.Cut(Dataset.From(new float[2, 8]), 8).Order);
        Assert.Null(Dataset.From(new float[2, 8]).Order);
        Assert.True(Sequences.Cut(Dataset.From(new float[4, 2, 1, 3], new int[4]).Augment(new() { HorizontalFlip = true }, seed: 1).Cache(), 1).Order!.IsVaried);
        using TemporaryFolder folder = new();
        folder.AddPicture("cat/0.png", 1, 2, 0, 0, 0);
        folder.AddPicture("dog/0.png", 1, 2, 0, 0, 0);
        Assert.True(Sequences.Cut(ImageFolder.Open(folder.Path), 1).Order!.IsByClass);
    }

    [Fact]
    public void MixedSamplesDoNotGoOnFromEachOther()
    {
        Assert.Contains("they are shuffled", Dataset.From(new float[4, 8]).Shuffle(1).Order!.Discontinuity(1));
        Assert.Contains("they are shuffled", Dataset.From(new float[4, 8]).Shuffle(1, window: 2).Order!.Discontinuity(1));
        Assert.Contains("by their lengths", Sequences.Ragged([[1], [1, 2]], options: new() { BucketBatches = 1 }).Order!.Discontinuity(1));
        Assert.Null(Sequences.Ragged([[1], [1, 2]]).Order);

        // Whole sequences may come in any order before they are cut.
        Assert.Null(Sequences.Cut(Dataset.From(new float[2, 8]).Shuffle(1), 4).Order!.Discontinuity(1));
    }

    private static Dataset Windows(int length, int stride, int rate = 1) =>
        TimeSeries.Windows(new float[100], new() { Length = length, Stride = stride, SamplingRate = rate });
}
