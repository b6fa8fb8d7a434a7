using System.Collections.Concurrent;

namespace Compiled.EndToEnd.Tests;

/// <summary>Threads that predict parts of a batch, of models with loops.</summary>
[Collection("alone")]
public sealed class SharedSamplesTests
{
    public static TheoryData<string> Names => [.. Cases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Predicts_the_same_bits_on_any_number_of_threads(string name)
    {
        using var tiles = new SmallTiles();
        AssertSameBits(Cases.Find(name).Create, steps: 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(9)]
    public void Sequences_of_any_length_give_the_same_bits(int steps)
    {
        using var tiles = new SmallTiles();
        AssertSameBits(seed => new AnyLengthModel(seed), steps);
        AssertSameBits(seed => new AnyLengthTagger(seed), steps);
        AssertSameBits(seed => new AnyLengthCarried(seed), steps);
    }

    /// <summary>Sums so long that they are cut by the number of rows, and pictures that are so many or too few for minimal filtering.</summary>
    [Theory]
    [InlineData(nameof(LongSumModel), 130, 65)]
    [InlineData(nameof(SmallPicturesModel), 16, 8)]
    public void Samples_that_are_added_otherwise_among_fewer_stay_together(string name, int samples, int fewer)
    {
        using var tiles = new SmallTiles();
        using Model model = Create(name, 1);
        float[] all = Predict(model, samples, steps: 1)[0][0];
        float[] first = model.PredictAll([.. TestData.Inputs(TestData.Batch(model, fewer))]).Select(TestData.Values).First();
        Assert.NotEqual(all[..first.Length], first);
        AssertSameBits(seed => Create(name, seed), steps: 1);

        static Model Create(string name, ulong seed) => name == nameof(LongSumModel) ? new LongSumModel(seed) : new SmallPicturesModel(seed);
    }

    [Fact]
    public void Each_thread_runs_the_program_for_some_of_the_samples()
    {
        using var tiles = new SmallTiles();
        using var model = new RecordedModel { Threads = 2 };
        model.PredictAll(TestData.Inputs(TestData.Batch(model, 33)));
        Assert.Equal([16, 17], model.Batches.Order());
    }

    private static void AssertSameBits(Func<ulong, Model> create, int steps)
    {
        foreach (int samples in (int[])[2, 15, 16, 17, 33, 130])
        {
            float[][][] expected = OnThreads(1, samples);
            Assert.Equal(expected, OnThreads(2, samples));
            Assert.Equal(expected, OnThreads(3, samples));
        }

        float[][][] OnThreads(int threads, int samples)
        {
            using Model model = create(1);
            model.Threads = threads;
            return Predict(model, samples, steps);
        }
    }

    /// <summary>For each of three batches, whose states go on, the predictions of each output.</summary>
    private static float[][][] Predict(Model model, int samples, int steps) =>
        [.. Enumerable.Range(1, 3).Select(seed => model.PredictAll(TestData.Inputs(TestData.Batch(model, samples, seed, steps))).Select(TestData.Values).ToArray())];

    /// <summary>Remembers of how many samples its programs were run.</summary>
    private sealed class RecordedModel : GruModel
    {
        public ConcurrentBag<int> Batches { get; } = [];

        protected override void Run(ProgramKind program, in ProgramArguments arguments)
        {
            Batches.Add(arguments.Batch);
            base.Run(program, in arguments);
        }
    }
}
