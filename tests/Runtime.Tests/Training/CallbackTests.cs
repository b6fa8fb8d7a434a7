namespace Compiled.Runtime.Tests;

public class CallbackTests
{
    private static readonly (float[] X, float[] Y) _plane = FitTests.Plane(8);

    [Fact]
    public void HooksAreCalledInOrder()
    {
        var calls = new List<string>();
        var callback = new LambdaCallback
        {
            TrainBegin = () => calls.Add("train("),
            TrainEnd = _ => calls.Add(")train"),
            EpochBegin = epoch => calls.Add($"epoch{epoch}("),
            EpochEnd = (epoch, _) => calls.Add($")epoch{epoch}"),
            TrainBatchBegin = batch => calls.Add($"{batch}("),
            TrainBatchEnd = (batch, _) => calls.Add($"){batch}"),
            TestBegin = () => calls.Add("test("),
            TestEnd = _ => calls.Add(")test"),
            TestBatchBegin = batch => calls.Add($"t{batch}("),
            TestBatchEnd = (batch, _) => calls.Add($")t{batch}"),
            PredictBegin = () => calls.Add("predict("),
            PredictEnd = () => calls.Add(")predict"),
            PredictBatchBegin = batch => calls.Add($"p{batch}("),
            PredictBatchEnd = batch => calls.Add($")p{batch}"),
        };
        using var model = new LinearModel();
        model.Fit(_plane.X, _plane.Y, new() { Epochs = 3, InitialEpoch = 1, BatchSize = 4, ValidationData = _plane, ValidationBatchSize = 8, Callbacks = [callback] });
        string epoch = "0( )0 1( )1 test( t0( )t0 )test";
        Assert.Equal($"train( epoch1( {epoch} )epoch1 epoch2( {epoch} )epoch2 )train", string.Join(' ', calls));

        calls.Clear();
        model.Predict(Dataset.From(TensorData.Of(_plane.X, 8, 3)), batchSize: 4, [callback]);
        Assert.Equal("predict( p0( )p0 p1( )p1 )predict", string.Join(' ', calls));
    }

    // Values 5 4 4 4 3 with patience 2: epoch 1 is the best so far, epochs 2 and 3 are no better.
    [Theory]
    [InlineData(2, 0, new float[] { 5, 4, 4, 4, 3 }, 3, 1)]
    [InlineData(3, 0, new float[] { 5, 4, 4, 4, 3 }, null, 4)]
    [InlineData(1, 0, new float[] { 5, 4, 4, 4, 3 }, 2, 1)]
    [InlineData(0, 0, new float[] { 5, 4, 4, 4, 3 }, 2, 1)]
    [InlineData(2, 0.5f, new float[] { 5, 4.6f, 4.7f, 3, 3 }, 2, 0)]
    [InlineData(1, 0, new float[] { float.NaN, 4, 3, 2, 1 }, null, 4)]
    public void EarlyStoppingCountsEpochsWithoutImprovement(int patience, float minDelta, float[] losses, int? stopped, int best)
    {
        var early = new EarlyStopping("loss") { Patience = patience, MinDelta = minDelta };
        using var model = new LinearModel();
        Play(model, early, "loss", losses);
        Assert.Equal(stopped, early.StoppedEpoch);
        Assert.Equal(best, early.BestEpoch);
    }

    [Fact]
    public void EarlyStoppingPrefersLargerAccuraciesAndWaitsForItsBaseline()
    {
        using var model = new LinearModel();
        var early = new EarlyStopping("val_accuracy") { Patience = 2 };
        Play(model, early, "val_accuracy", [0.5f, 0.6f, 0.7f, 0.6f, 0.6f]);
        Assert.Equal(4, early.StoppedEpoch);

        early = new EarlyStopping("val_accuracy") { Patience = 3, Baseline = 0.9f };
        Play(model, early, "val_accuracy", [0.5f, 0.6f, 0.7f, 0.6f, 0.6f]);
        Assert.Equal(3, early.StoppedEpoch);
    }

    [Fact]
    public void EarlyStoppingPutsTheBestWeightsBack()
    {
        using var model = new LinearModel();
        float[][]? best = null;
        var watch = new LambdaCallback { EpochEnd = (epoch, logs) => { logs["loss"] = Math.Abs(epoch - 2); best = epoch == 2 ? model.GetWeights() : best; } };
        var early = new EarlyStopping("loss") { Patience = 2, RestoreBestWeights = true };
        History history = model.Fit(_plane.X, _plane.Y, new() { Epochs = 10, Optimizer = new SGD(0.1f), Callbacks = [watch, early] });
        Assert.Equal(5, history.Epochs.Count);
        Assert.Equal(best, model.GetWeights());
    }

    [Fact]
    public void AMonitorThatDoesNotExistIsNamedWithThoseThatDo()
    {
        using var model = new LinearModel();
        var thrown = Assert.Throws<InvalidOperationException>(() => model.Fit(_plane.X, _plane.Y, new() { Callbacks = [new EarlyStopping()] }));
        Assert.Equal("EarlyStopping monitors 'val_loss', but the training of Linear reports loss, mean_absolute_error. Numbers of validation need ValidationData or a ValidationSplit.", thrown.Message);
    }

    [Fact]
    public void ReduceLROnPlateauShrinksAndCools()
    {
        using var model = new LinearModel();
        var reduce = new ReduceLROnPlateau("loss") { Factor = 0.5f, Patience = 2, Cooldown = 1, MinLearningRate = 0.2f };
        History history = Play(model, reduce, "loss", [1, 1, 1, 1, 1, 1, 1, 1], new SGD(1));

        // Epochs 1 and 2 are no better: halved. As in Keras the last epoch of the cool-down already counts.
        Assert.Equal([1, 1, 1, 0.5f, 0.5f, 0.25f, 0.25f, 0.2f], history["learning_rate"]);
    }

    [Fact]
    public void LearningRateSchedulerSetsTheRateOfEachEpoch()
    {
        using var model = new LinearModel();
        History history = model.Fit(_plane.X, _plane.Y, new()
        {
            Epochs = 3,
            Optimizer = new SGD(0.8f),
            Callbacks = [new LearningRateScheduler((epoch, rate) => epoch == 0 ? rate : rate / 2)],
        });
        Assert.Equal([0.8f, 0.4f, 0.2f], history["learning_rate"]);
    }

    [Fact]
    public void TerminateOnNaNStopsAtOnce()
    {
        using var model = new LinearModel();
        model.SetWeights([[float.NaN, 0, 0], [0]]);
        var terminate = new TerminateOnNaN();
        History history = model.Fit(_plane.X, _plane.Y, new() { Epochs = 5, BatchSize = 1, Callbacks = [terminate] });
        Assert.Equal(0, terminate.StoppedBatch);
        Assert.Equal(1, model.Step);
        Assert.Single(history.Epochs);
    }

    [Fact]
    public void CSVLoggerWritesAndAppends()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var model = new LinearModel();
            History first = model.Fit(_plane.X, _plane.Y, new() { Epochs = 2, Callbacks = [new CSVLogger(path)] });
            History second = model.Fit(_plane.X, _plane.Y, new() { Epochs = 3, InitialEpoch = 2, Callbacks = [new CSVLogger(path, append: true)] });
            string Line(int epoch, History history, int row) => FormattableString.Invariant($"{epoch},{history["loss"][row]:R},{history["mean_absolute_error"][row]:R}");
            Assert.Equal(["epoch,loss,mean_absolute_error", Line(0, first, 0), Line(1, first, 1), Line(2, second, 0)], File.ReadAllLines(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ModelCheckpointSavesTheBestUnderItsName()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            using var model = new LinearModel();
            var checkpoint = new ModelCheckpoint(Path.Combine(folder, "weights.{epoch:00}-{loss:0.00}.safetensors"), "loss") { SaveBestOnly = true };
            Play(model, checkpoint, "loss", [0.5f, 0.7f, 0.25f]);
            Assert.Equal(["weights.01-0.50.safetensors", "weights.03-0.25.safetensors"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
            using var loaded = new LinearModel(seed: 5);
            loaded.Load(checkpoint.LastPath!);
            Assert.Equal(model.GetWeights(), loaded.GetWeights());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void ACheckpointsNameMayOnlyNameWhatIsReported()
    {
        using var model = new LinearModel();
        var thrown = Assert.Throws<InvalidOperationException>(() => model.Fit(_plane.X, _plane.Y, new() { Callbacks = [new ModelCheckpoint("{val_loss}.safetensors")] }));
        Assert.Contains("names 'val_loss', but the training reports epoch, loss, mean_absolute_error", thrown.Message);
    }

    [Fact]
    public void TheBarShowsBatchesAndNumbers()
    {
        var output = new StringWriter { NewLine = "\n" };
        using var model = new LinearModel();
        model.Fit(_plane.X, _plane.Y, new() { Epochs = 1, BatchSize = 4, Verbose = Verbosity.ProgressBar, Output = output });
        Assert.Matches(@"^Epoch 1/1\n(\r[^\r\n]*)*\r2/2 \[={30}\] \d+s \d+\.\dms/step - loss: \d+\.\d{4} - mean_absolute_error: \d+\.\d{4} *\n$", output.ToString());
    }

    [Fact]
    public void CallbacksThatBeganEndWhateverTheOthersDo()
    {
        using var model = new LinearModel();
        var ended = new List<string>();
        Callback[] callbacks =
        [
            new LambdaCallback { TrainEnd = _ => throw new InvalidDataException("end") },
            new LambdaCallback { TrainEnd = _ => ended.Add("second") },
        ];
        Assert.Equal("end", Assert.Throws<InvalidDataException>(() => model.Fit(_plane.X, _plane.Y, new() { Callbacks = callbacks })).Message);
        Assert.Equal(["second"], ended);

        // The first failure is the one that is seen, and who did not begin does not end.
        callbacks =
        [
            .. callbacks,
            new LambdaCallback { TrainBegin = () => throw new ArithmeticException("begin"), TrainEnd = _ => ended.Add("third") },
            new LambdaCallback { TrainEnd = _ => ended.Add("fourth") },
        ];
        Assert.Equal("begin", Assert.Throws<ArithmeticException>(() => model.Fit(_plane.X, _plane.Y, new() { Callbacks = callbacks })).Message);
        Assert.Equal(["second", "second"], ended);
    }

    [Fact]
    public void OneLineAnEpochAndSilence()
    {
        var output = new StringWriter { NewLine = "\n" };
        using var model = new LinearModel();
        model.Fit(_plane.X, _plane.Y, new() { Epochs = 2, Verbose = Verbosity.OneLinePerEpoch, Output = output });
        Assert.Matches(@"^Epoch 1/2 - \d+s - loss: .*\nEpoch 2/2 - \d+s - loss: .*\n$", output.ToString());
        output.GetStringBuilder().Clear();
        model.Fit(_plane.X, _plane.Y, new() { Verbose = Verbosity.Silent, Output = output });
        model.Fit(_plane.X, _plane.Y, new() { Output = output });
        Assert.Empty(output.ToString());
    }

    /// <summary>Trains while a number of the logs takes given values.</summary>
    private static History Play(LinearModel model, Callback callback, string name, float[] values, Optimizer? optimizer = null)
    {
        var script = new LambdaCallback { EpochEnd = (epoch, logs) => logs[name] = values[epoch] };
        var schema = name.EndsWith("accuracy", StringComparison.Ordinal) ? LinearModel.Table(3, 1, [Metric.Accuracy]) : model.Schema;
        using var played = new LinearModel(schema: schema);
        played.SetWeights(model.GetWeights());
        var options = new FitOptions
        {
            Epochs = values.Length,
            Optimizer = optimizer ?? new SGD(0.01f),
            ValidationData = name.StartsWith("val_", StringComparison.Ordinal) ? _plane : (ValidationData?)null,
            Callbacks = [script, callback],
        };
        History history = played.Fit(_plane.X, _plane.Y, options);
        model.SetWeights(played.GetWeights());
        return history;
    }
}
