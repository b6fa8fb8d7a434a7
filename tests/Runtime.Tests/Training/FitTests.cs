namespace Compiled.Runtime.Tests;

public class FitTests
{
    /// <summary>y = x0 − 2 x1 + 3 x2 + 0.5 on a grid that needs no random numbers.</summary>
    internal static (float[] X, float[] Y) Plane(int samples)
    {
        float[] x = new float[samples * 3], y = new float[samples];
        for (int i = 0; i < samples; i++)
        {
            for (int k = 0; k < 3; k++)
            {
                x[(i * 3) + k] = MathF.Sin(i * (k + 1.7f));
            }

            y[i] = x[i * 3] - (2 * x[(i * 3) + 1]) + (3 * x[(i * 3) + 2]) + 0.5f;
        }

        return (x, y);
    }

    [Fact]
    public void FitFindsAPlane()
    {
        (float[] x, float[] y) = Plane(200);
        using var model = new LinearModel(seed: 1);
        History history = model.Fit(x, y, new() { Epochs = 60, BatchSize = 16, Optimizer = new SGD(0.2f) });

        Assert.Equal(60, history["loss"].Count);
        Assert.True(history["loss"][^1] < 1e-4f, history.ToString());
        Assert.Equal([1, -2, 3], model.Layers["dense"].Kernel.ToArray().Select(w => MathF.Round(w, 1)));
        Assert.Equal(0.5f, MathF.Round(model.Layers["dense"].Bias.ToArray()[0], 1));
        Assert.Equal(60 * 13, model.Step);
        Assert.Equal(60, model.Epoch);
    }

    [Fact]
    public void ValidationTakesTheLastSamplesBeforeShuffling()
    {
        (float[] x, float[] y) = Plane(10);
        y[8] = y[9] = 100;
        using var model = new LinearModel(seed: 1);
        History history = model.Fit(x, y, new() { BatchSize = 3, ValidationSplit = 0.2f, Optimizer = new SGD(0) });

        Evaluation training = model.Evaluate(x[..24], y[..8]);
        Evaluation validation = model.Evaluate(x[24..], y[8..]);
        Assert.Equal(training.Loss, history["loss"][0], 1e-5f);
        Assert.Equal(validation.Loss, history["val_loss"][0], 1e-2f);
        Assert.Equal(validation["mean_absolute_error"], history["val_mean_absolute_error"][0], 1e-3f);
        Assert.True(history["val_loss"][0] > 1000);
    }

    [Fact]
    public void ResumedTrainingEndsAsOneThatNeverStopped()
    {
        (float[] x, float[] y) = Plane(50);
        using var whole = new LinearModel(seed: 7);
        whole.Fit(x, y, new() { Epochs = 5, BatchSize = 8, Optimizer = new Adam() });

        using var first = new LinearModel(seed: 7);
        first.Fit(x, y, new() { Epochs = 3, BatchSize = 8, Optimizer = new Adam() });
        TrainingSnapshot snapshot = TrainingSnapshot.Of(first);
        using var second = new LinearModel(seed: 99);
        second.RestoreTraining(first.GetWeights(), snapshot);
        second.Fit(x, y, new() { Epochs = 5, InitialEpoch = second.Epoch, BatchSize = 8, Optimizer = new Adam() });

        Assert.Equal(whole.GetWeights(), second.GetWeights());
        Assert.Equal(whole.Step, second.Step);
    }

    [Theory]
    [InlineData(2, new[] { 1f, 2, 1, 2, 1, 2 })]
    [InlineData(3, new[] { 1f, 2, 1, 2, 1, 2 })]
    [InlineData(1, new[] { 1f, 2, 1 })]
    [InlineData(null, new[] { 1f, 2, 1, 2, 1, 2 })]
    public void AListOfBatchesBeginsAgainWhereItEnds(int? steps, float[] seen)
    {
        using var model = new LinearModel(1);
        var given = new List<float>();
        Batch[] batches = [Constant(1), Constant(2)];
        model.Fit(Watched(batches, given), new() { Epochs = 3, StepsPerEpoch = steps, Optimizer = new SGD(0) });
        Assert.Equal(seen, given);

        Batch Constant(float value)
        {
            var batch = new Batch(model.Tables.InputSpecs, model.Tables.TargetSpecs, 1) { Count = 1 };
            batch.Inputs[0].Floats[0] = value;
            return batch;
        }

        static IEnumerable<Batch> Watched(Batch[] batches, List<float> seen) => batches.Select(batch =>
        {
            seen.Add(batch.Inputs[0].Floats[0]);
            return batch;
        });
    }

    [Fact]
    public void AnEpochThatWasStoppedOrCancelledBetweenItsStepsIsNotDone()
    {
        (float[] x, float[] y) = Plane(20);
        using var model = new LinearModel();
        var stop = new LambdaCallback { TrainBatchEnd = (batch, _) => model.StopTraining = model.Step == 7 };
        model.Fit(x, y, new() { Epochs = 3, BatchSize = 4, Callbacks = [stop] });
        Assert.Equal((1, 7), (model.Epoch, model.Step));

        // At the last step of an epoch nothing is left to do again.
        var stopAtEnd = new LambdaCallback { TrainBatchEnd = (batch, _) => model.StopTraining = batch == 4 };
        model.Fit(x, y, new() { Epochs = 3, InitialEpoch = 1, BatchSize = 4, Callbacks = [stopAtEnd] });
        Assert.Equal(2, model.Epoch);

        using var source = new CancellationTokenSource();
        var cancel = new LambdaCallback { TrainBatchEnd = (batch, _) => source.Cancel() };
        Assert.Throws<OperationCanceledException>(() => model.Fit(x, y, new() { Epochs = 3, InitialEpoch = 2, BatchSize = 4, Callbacks = [cancel], CancellationToken = source.Token }));
        Assert.Equal(2, model.Epoch);
    }

    [Fact]
    public void TheSameSeedGivesTheSameWeightsWhateverTheThreads()
    {
        (float[] x, float[] y) = Plane(50);
        float[][] Train(int threads)
        {
            using var model = new LinearModel(seed: 7) { Threads = threads };
            model.Fit(x, y, new() { Epochs = 3, BatchSize = 8 });
            return model.GetWeights();
        }

        float[][] one = Train(1);
        Assert.Equal(one, Train(1));
        Assert.Equal(one, Train(2));
    }

    [Fact]
    public void PredictAgreesWithTheWeights()
    {
        using var model = new LinearModel();
        model.SetWeights([[1, 2, 3], [0.5f]]);
        float[] predictions = model.Predict([1f, 1, 1, 0, 0, 1]);
        Assert.Equal([6.5f, 3.5f], predictions);
    }
}
