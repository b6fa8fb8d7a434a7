using System.Numerics.Tensors;

namespace Compiled.Runtime.Tests;

public class ModelTests
{
    private static readonly (float[] X, float[] Y) _plane = FitTests.Plane(40);

    [Fact]
    public void TrainingAndPredictingAllocateNothing()
    {
        using var model = new LinearModel();
        using PredictionContext context = model.CreateContext();
        float[] prediction = new float[40];
        Kernels.Allocation.AssertNone(() => model.TrainOnBatch(_plane.X, _plane.Y));
        Kernels.Allocation.AssertNone(() => model.Predict(_plane.X, prediction));
        Kernels.Allocation.AssertNone(() => context.Predict(_plane.X, prediction));
        Kernels.Allocation.AssertNone(() => context.Predict(40, [_plane.X], [prediction]));
    }

    [Fact]
    public void AnEpochAllocatesTheSameWhateverItsSteps()
    {
        using var model = new LinearModel(schema: LinearModel.Table(3, 1, [Metric.MeanAbsoluteError, Metric.Auc, Metric.Precision]));
        long Allocated(int samples)
        {
            (float[] x, float[] y) = FitTests.Plane(samples);
            long start = 0, end = 0;
            var watch = new LambdaCallback
            {
                TrainBatchEnd = (batch, _) => start = batch == 1 ? GC.GetAllocatedBytesForCurrentThread() : start,
                EpochEnd = (_, _) => end = GC.GetAllocatedBytesForCurrentThread(),
            };
            model.Fit(x, y, new() { Epochs = 2, BatchSize = 1, Callbacks = [watch, new TerminateOnNaN()] });
            return end - start;
        }

        Allocated(10);
        Assert.Equal(Allocated(10), Allocated(100));
    }

    [Fact]
    public void ManyThreadsPredictWithContextsOfTheirOwn()
    {
        using var model = new LinearModel(seed: 3);
        float[] expected = model.Predict(_plane.X);
        Parallel.For(0, 8, _ =>
        {
            using PredictionContext context = model.CreateContext();
            float[] predictions = new float[40];
            for (int i = 0; i < 50; i++)
            {
                context.Predict(_plane.X, predictions);
                Assert.Equal(expected, predictions);
            }
        });
    }

    [Fact]
    public void MoreSamplesThanABatchArePredictedInTurns()
    {
        (float[] x, _) = FitTests.Plane((2 * PredictionContext.LargestBatch) + 5);
        using var model = new LinearModel(seed: 3);
        float[] all = model.Predict(x);
        for (int i = 0; i < all.Length; i += 50)
        {
            Assert.Equal(model.Predict(x[(i * 3)..((i + 1) * 3)])[0], all[i]);
        }
    }

    /// <summary>64 MiB are 2^24 floats: the workspace of the turns is the largest power of two samples that fits, at least one.</summary>
    [Theory]
    [InlineData(1, new[] { 40 })]
    [InlineData(1 << 20, new[] { 16, 16, 8 })]
    [InlineData((1 << 20) + 1, new[] { 8, 8, 8, 8, 8 })]
    [InlineData((1 << 23) + 1, new[] { 1, 1, 1 })]
    [InlineData(1 << 25, new[] { 1, 1, 1 })]
    public void TheLargerTheWorkspaceTheFewerSamplesInATurn(int floats, int[] turns)
    {
        using var model = new SpaciousModel(floats);
        using var plain = new LinearModel(seed: 3);
        float[] x = _plane.X[..(3 * turns.Sum())];
        Assert.Equal(plain.Predict(x), model.Predict(x));
        Assert.Equal(turns, model.Turns);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 11)]
    [InlineData(4, 1)]
    public void PredictionsThatOverlapTheSamplesAreRefused(int x, int predictions)
    {
        using var model = new LinearModel(seed: 3);
        float[] memory = _plane.X[..16];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => model.Predict(memory.AsSpan(x, 12), memory.AsSpan(predictions, 4)));
        Assert.StartsWith("Linear: the memory for output 'dense' (1) float overlaps that of input 'x' (3) float for 4 samples", exception.Message);
        Assert.Equal(_plane.X[..16], memory);
    }

    [Fact]
    public void PredictionsMayLieBesideTheSamples()
    {
        using var model = new LinearModel(seed: 3);
        float[] memory = [.. new float[4], .. _plane.X[..12], .. new float[4]];
        float[] expected = model.Predict(_plane.X[..12]);
        model.Predict(memory.AsSpan(4, 12), memory.AsSpan(0, 4));
        model.Predict(memory.AsSpan(4, 12), memory.AsSpan(16, 4));
        Assert.Equal([.. expected, .. _plane.X[..12], .. expected], memory);
    }

    [Fact]
    public void EveryFormOfPredictAgrees()
    {
        using var model = new LinearModel(seed: 3);
        float[] expected = model.Predict(_plane.X);
        Tensor<float> tensor = model.Predict(Tensor.Create(_plane.X, [40, 3]));
        Assert.Equal([(nint)40, 1], tensor.Lengths.ToArray());
        float[] flat = new float[40];
        tensor.FlattenTo(flat);
        Assert.Equal(expected, flat);
        Assert.Equal(expected, model.Predict(Dataset.From(TensorData.Of(_plane.X, 40, 3)), batchSize: 7));
        float[] fromContext = new float[40];
        using PredictionContext context = model.CreateContext(threads: 2);
        context.Predict(40, [_plane.X], [fromContext]);
        Assert.Equal(expected, fromContext);
    }

    [Fact]
    public void EveryFormOfFitAgrees()
    {
        float[][] Train(Func<LinearModel, FitOptions, History> fit)
        {
            using var model = new LinearModel(seed: 3);
            fit(model, new() { Epochs = 2, BatchSize = 16, Shuffle = false, Optimizer = new SGD(0.1f) });
            return model.GetWeights();
        }

        float[][] expected = Train((model, options) => model.Fit(_plane.X, _plane.Y, options));
        Assert.Equal(expected, Train((model, options) => model.Fit(_plane.X.AsSpan(), _plane.Y.AsSpan(), options)));
        Assert.Equal(expected, Train((model, options) => model.Fit((ReadOnlyMemory<float>)_plane.X, (ReadOnlyMemory<float>)_plane.Y, options)));
        Assert.Equal(expected, Train((model, options) => model.Fit(Tensor.Create(_plane.X, [40, 3]), Tensor.Create(_plane.Y, [40, 1]), options)));
        Assert.Equal(expected, Train((model, options) => model.Fit([_plane.X], [_plane.Y], options)));
        Assert.Equal(expected, Train((model, options) => model.Fit(Dataset.From(TensorData.Of(_plane.X, 40, 3), _plane.Y), options)));
        Assert.Equal(expected, Train((model, options) => model.Fit(Batches(model), options)));
        Assert.Equal(expected, Train((model, options) =>
        {
            for (int epoch = 0; epoch < 2; epoch++)
            {
                model.Optimizer ??= options.Optimizer;
                foreach (Batch batch in Batches(model))
                {
                    model.TrainOnBatch(batch);
                }
            }

            return new History();
        }));
    }

    [Fact]
    public void StepsPerEpochCutsAnEpochAndContinuesASequence()
    {
        using var model = new LinearModel();
        Assert.Equal(2, model.Fit(_plane.X, _plane.Y, new() { Epochs = 2, BatchSize = 8, StepsPerEpoch = 2 }).Epochs.Count);
        Assert.Equal(4, model.Step);

        static IEnumerable<Batch> Endless(Model model)
        {
            while (true)
            {
                foreach (Batch batch in Batches(model))
                {
                    yield return batch;
                }
            }
        }

        model.Fit(Endless(model), new() { Epochs = 3, StepsPerEpoch = 5 });
        Assert.Equal(4 + 15, model.Step);
    }

    [Fact]
    public void TestOnBatchIsEvaluateOfOneBatch()
    {
        using var model = new LinearModel();
        Evaluation evaluated = model.Evaluate(_plane.X, _plane.Y, new() { BatchSize = 40 });
        Evaluation tested = model.TestOnBatch(_plane.X, _plane.Y);
        Assert.Equal(evaluated.ToString(), tested.ToString());
        Assert.Equal(model.Evaluate(_plane.X[..48], _plane.Y[..16]).Loss, model.TestOnBatch(Batches(model).First()).Loss, 1e-6f);
        Assert.Equal(0, model.Step);
    }

    [Fact]
    public void AModelInsideAnotherSharesItsWeights()
    {
        ModelSchema inner = LinearModel.Table(3, 1);
        ParameterSchema[] outerParameters =
        [
            .. LinearModel.Table(3, 1).Parameters,
            .. inner.Parameters.Select(p => p with { Name = "inner/" + p.Name, Offset = p.Offset + 32 }),
        ];
        using var outer = new LinearModel(seed: 5, schema: inner with { Parameters = [.. outerParameters], ParameterLength = 64 });
        using LinearModel view = outer.ViewOf(outer, 32);
        Assert.Equal(outer.Weights[2].ToArray(), view.Weights[0].ToArray());
        view.TrainOnBatch(_plane.X, _plane.Y);
        Assert.Equal(outer.Weights[2].ToArray(), view.Weights[0].ToArray());
        Assert.NotEqual(outer.Weights[0].ToArray(), view.Weights[0].ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => outer.ViewOf(outer, 40));
        view.Dispose();
        Assert.Single(outer.Predict([1f, 2, 3]));
        outer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => view.Predict([1f, 2, 3]));
    }

    /// <summary>
    /// Three inputs and a bias take two blocks of 16 floats, of which Adam remembers two others; the model's program keeps one float a sample.
    /// </summary>
    [Fact]
    public void TheMemoryOfAStepIsKnownBefore()
    {
        using var model = new LinearModel();
        MemoryPlan plan = model.PlanMemory(5);
        Assert.Equal(new MemoryPlan(Weights: 128, Gradients: 128, OptimizerState: 256, Workspace: 20, UnsharedWorkspace: 20), plan);
        Assert.Equal(532, plan.Total);
        model.Optimizer = new SGD();
        Assert.Equal(276, model.PlanMemory(5).Total);
        Assert.Equal(6 + 50, new MemoryPlan(Weights: 1, Gradients: 2, OptimizerState: 3, Workspace: 4, UnsharedWorkspace: 50).UnsharedTotal);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.PlanMemory(0));
    }

    [Fact]
    public void ACloneSharesNothing()
    {
        using var model = new LinearModel(seed: 3);
        model.Fit(_plane.X, _plane.Y);
        using LinearModel clone = model.Clone();
        Assert.Equal(model.GetWeights(), clone.GetWeights());
        Assert.Equal((model.Seed, model.Step, model.Epoch), (clone.Seed, clone.Step, clone.Epoch));
        clone.TrainOnBatch(_plane.X, _plane.Y);
        Assert.NotEqual(model.GetWeights(), clone.GetWeights());
    }

    [Fact]
    public void WeightGradientsLeaveTheModelAsItWas()
    {
        using var model = new LinearModel();
        model.SetWeights([[0, 0, 0], [0]]);
        using var reader = new MemoryDataset(model.Tables.InputSpecs, [new float[] { 1, 2, 3 }], model.Tables.TargetSpecs, [new float[] { 2 }]).CreateReader(1);
        Assert.True(reader.TryRead(out Batch? batch));
        float[][] gradients = model.WeightGradients(batch);
        Assert.Equal([-4f, -8, -12], gradients[0]);
        Assert.Equal([-4f], gradients[1]);
        Assert.Equal([0f, 0, 0], model.GetWeights()[0]);
        Assert.Equal(0, model.Step);
        Assert.Contains("InputGradients = true", Assert.Throws<InvalidOperationException>(() => model.InputGradients(batch)).Message);
    }

    [Fact]
    public void HistoryIsATable()
    {
        using var model = new LinearModel();
        model.SetWeights([[0, 0, 0], [0]]);
        History history = model.Fit(new float[3], [2f], new() { Epochs = 2, Optimizer = new SGD(0), ValidationData = (new float[3], new float[1]), ValidationFrequency = 2 });
        Assert.Equal(
            """
            epoch       loss  mean_absolute_error   val_loss  val_mean_absolute_error
                1     4.0000               2.0000        NaN                      NaN
                2     4.0000               2.0000     0.0000                   0.0000
            """.ReplaceLineEndings("\n"),
            history.ToString());
        Assert.Equal(["loss", "mean_absolute_error", "val_loss", "val_mean_absolute_error"], history.Select(row => row.Key));
    }

    private static IEnumerable<Batch> Batches(Model model)
    {
        using BatchReader reader = model.InMemory([_plane.X], [_plane.Y], null).CreateReader(16);
        reader.Begin(0);
        while (reader.TryRead(out Batch? batch))
        {
            yield return batch;
        }
    }

    /// <summary>A model of which each sample needs this much workspace.</summary>
    private sealed class SpaciousModel(int floats) : LinearModel(seed: 3)
    {
        public List<int> Turns { get; } = [];

        protected internal override long WorkspaceLength(ProgramKind program, int batch) => (long)batch * floats;

        protected internal override void Run(ProgramKind program, in ProgramArguments arguments)
        {
            Turns.Add(arguments.Batch);
            base.Run(program, in arguments);
        }
    }
}
