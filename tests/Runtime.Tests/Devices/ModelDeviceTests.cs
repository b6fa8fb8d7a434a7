using Compiled.Devices;

namespace Compiled.Runtime.Tests.Devices;

/// <summary>A model on a device is the model on the processor, whatever is done with it in between.</summary>
public class ModelDeviceTests
{
    private const int Samples = 40, Inputs = 3;

    [Fact]
    public void ATrainingIsThatOfTheProcessor()
    {
        var device = new FakeDevice();
        (float[] x, float[] y) = Data();
        using var expected = new DeviceLinearModel(seed: 4);
        using var actual = new DeviceLinearModel(device, seed: 4);
        History wanted = expected.Fit(x, y, Options()), got = actual.Fit(x, y, Options());
        Assert.Equal(wanted["loss"], got["loss"]);
        Assert.Equal(wanted["mean_absolute_error"], got["mean_absolute_error"]);
        Assert.Equal(wanted["val_loss"], got["val_loss"]);
        Assert.Equal(expected.GetWeights(), actual.GetWeights());
        Assert.Equal(expected.Step, actual.Step);
        Assert.Equal(expected.Evaluate(x, y).Loss, actual.Evaluate(x, y).Loss);
        Assert.Equal(expected.Predict(x), actual.Predict(x));
    }

    [Fact]
    public void TheNextStepIsHandedOverWhileTheLastComputes()
    {
        var device = new FakeDevice();
        (float[] x, float[] y) = Data();
        var behind = new List<int>();
        using var model = new DeviceLinearModel(device);
        model.Fit(x, y, new()
        {
            BatchSize = 4,
            Verbose = Verbosity.Silent,
            Optimizer = Momentum(),
            Callbacks = [new LambdaCallback { TrainBatchEnd = (_, _) => behind.Add(device.Lists - device.Run) }],
        });

        // Before the first step the weights go up, in a list of their own.
        Assert.Equal(Samples / 4, behind.Count);
        Assert.All(behind.Skip(1), lists => Assert.Equal(1, lists));
    }

    /// <summary>New memory is cleared by lists of its own, which would overwrite the results of the step that still computes.</summary>
    [Fact]
    public void BuffersGrowInTheMiddleOfAnEpoch()
    {
        using var expected = new DeviceLinearModel(seed: 4);
        using var actual = new DeviceLinearModel(new FakeDevice(), seed: 4);
        FitOptions Growing() => new() { Epochs = 2, Optimizer = Momentum(), Verbose = Verbosity.Silent };
        History wanted = expected.Fit(GrowingBatches(expected), Growing()), got = actual.Fit(GrowingBatches(actual), Growing());
        Assert.Equal(wanted["loss"], got["loss"]);
        Assert.Equal(wanted["mean_absolute_error"], got["mean_absolute_error"]);
        Assert.Equal(expected.GetWeights(), actual.GetWeights());
        actual.Device = new FakeDevice();
        Assert.Equal(expected.Evaluate(GrowingBatches(expected)).ToString(), actual.Evaluate(GrowingBatches(actual)).ToString());
    }

    [Fact]
    public void OnlyInputsGoUpAndOnlyResultsComeDown()
    {
        var device = new FakeDevice();
        (float[] x, float[] y) = Data();
        using var model = new DeviceLinearModel(device) { Optimizer = Momentum() };
        model.TrainOnBatch(x, y);
        (long up, long down) = (device.Uploaded, device.Downloaded);
        model.TrainOnBatch(x, y);
        Assert.Equal((Samples * Inputs) + Samples + Samples, device.Uploaded - up);
        Assert.Equal(2, device.Downloaded - down);
    }

    [Fact]
    public void WeightsCanBeReadSetAndSavedAtAnyTime()
    {
        var device = new FakeDevice();
        (float[] x, float[] y) = Data();
        using var expected = new DeviceLinearModel { Optimizer = Momentum() };
        using var actual = new DeviceLinearModel(device) { Optimizer = Momentum() };
        foreach (DeviceLinearModel model in new[] { expected, actual })
        {
            model.TrainOnBatch(x, y);
            model.Weights[1].Set([0.25f]);
            model.TrainOnBatch(x, y);
            model.SetWeights([.. model.GetWeights().Select(values => values.Select(v => v * 0.5f).ToArray())]);
            model.TrainOnBatch(x, y);
        }

        Assert.Equal(expected.GetWeights(), actual.GetWeights());
        using MemoryStream wanted = new(), got = new();
        expected.Save(wanted, new() { IncludeOptimizer = true });
        actual.Save(got, new() { IncludeOptimizer = true });
        Assert.Equal(wanted.ToArray(), got.ToArray());
    }

    [Fact]
    public void ATrainingGoesOnFromACheckpointOnEitherSide()
    {
        (float[] x, float[] y) = Data();
        using var whole = new DeviceLinearModel { Optimizer = Momentum() };
        for (int step = 0; step < 4; step++)
        {
            whole.TrainOnBatch(x, y);
        }

        foreach ((Device first, Device second) in new (Device, Device)[] { (new FakeDevice(), Device.Cpu), (Device.Cpu, new FakeDevice()), (new FakeDevice(), new FakeDevice()) })
        {
            using var begun = new DeviceLinearModel(first) { Optimizer = Momentum() };
            begun.TrainOnBatch(x, y);
            begun.TrainOnBatch(x, y);
            using var stream = new MemoryStream();
            begun.Save(stream, new() { IncludeOptimizer = true });
            stream.Position = 0;
            using var resumed = new DeviceLinearModel(second, seed: 9) { Optimizer = Momentum() };
            resumed.LoadCheckpoint(stream);
            resumed.TrainOnBatch(x, y);
            resumed.TrainOnBatch(x, y);
            Assert.Equal(whole.GetWeights(), resumed.GetWeights());
            Assert.Equal(whole.Step, resumed.Step);
        }
    }

    [Fact]
    public void AModelMovesBetweenDevicesWithItsOptimizer()
    {
        (float[] x, float[] y) = Data();
        FakeDevice first = new(), second = new();
        using var expected = new DeviceLinearModel { Optimizer = Momentum() };
        using var actual = new DeviceLinearModel(first) { Optimizer = Momentum() };
        foreach (Device device in new[] { Device.Cpu, second, first, Device.Cpu, Device.Cpu })
        {
            expected.TrainOnBatch(x, y);
            actual.TrainOnBatch(x, y);
            actual.Device = device;
            Assert.Same(device, actual.Device);
        }

        Assert.Equal(expected.GetWeights(), actual.GetWeights());
        Assert.Equal(0, first.Used + second.Used + first.Contexts + second.Contexts);
    }

    [Fact]
    public void AnotherOptimizerBeginsAnew()
    {
        (float[] x, float[] y) = Data();
        using var expected = new DeviceLinearModel();
        using var actual = new DeviceLinearModel(new FakeDevice());
        for (int i = 0; i < 2; i++)
        {
            foreach (DeviceLinearModel model in new[] { expected, actual })
            {
                model.Optimizer = Momentum();
                model.TrainOnBatch(x, y);
            }
        }

        Assert.Equal(expected.GetWeights(), actual.GetWeights());
    }

    [Fact]
    public void RatesThatCallbacksChangeCount()
    {
        (float[] x, float[] y) = Data();
        using var expected = new DeviceLinearModel();
        using var actual = new DeviceLinearModel(new FakeDevice());
        foreach (DeviceLinearModel model in new[] { expected, actual })
        {
            model.Fit(x, y, new()
            {
                Epochs = 4,
                Verbose = Verbosity.Silent,
                Optimizer = new SGD(new ExponentialDecay(0.05f, 3, 0.5f)) { Momentum = 0.5f },
                Callbacks = [new ReduceLROnPlateau("loss") { Patience = 1, MinDelta = 100 }],
            });
        }

        Assert.Equal(expected.GetWeights(), actual.GetWeights());
    }

    [Fact]
    public void ContextsAndClonesAreOnTheDevice()
    {
        var device = new FakeDevice();
        (float[] x, float[] y) = Data();
        using var model = new DeviceLinearModel(device) { Optimizer = Momentum() };
        model.TrainOnBatch(x, y);
        using PredictionContext context = model.CreateContext();
        int lists = device.Lists;
        var predictions = new float[Samples];
        context.Predict(x, predictions);
        Assert.Equal(lists + 1, device.Lists);
        using DeviceLinearModel clone = model.Clone();
        Assert.Same(device, clone.Device);
        Assert.Equal(predictions, clone.Predict(x));
    }

    [Fact]
    public void SampleAndClassWeightsGoUp()
    {
        (float[] x, float[] y) = Data();
        float[] weights = [.. Enumerable.Range(0, Samples).Select(i => i % 3f)];
        using var expected = new DeviceLinearModel { Optimizer = Momentum() };
        using var actual = new DeviceLinearModel(new FakeDevice()) { Optimizer = Momentum() };
        Assert.Equal(expected.TrainOnBatch(x, y, weights), actual.TrainOnBatch(x, y, weights));
        Assert.Equal(expected.TestOnBatch(x, y, weights).ToString(), actual.TestOnBatch(x, y, weights).ToString());
    }

    [Fact]
    public void AModelWithoutKernelsSaysWhatToSet()
    {
        using var model = new LinearModel();
        Assert.Equal(
            "Linear has no kernels for devices: set [Model(Gpu = true)], or <CompiledGpu>true</CompiledGpu> in the project, and build it again; or use Device.Cpu",
            Assert.Throws<InvalidOperationException>(() => model.Device = new FakeDevice()).Message);
        Assert.Same(Device.Cpu, model.Device);
        model.Device = Device.Cpu;
    }

    [Fact]
    public void AModelInsideAnotherIsWhereTheWholeIs()
    {
        using var whole = new DeviceLinearModel(new FakeDevice()) { Optimizer = Momentum() };
        (float[] x, float[] y) = Data();
        whole.TrainOnBatch(x, y);
        using LinearModel part = whole.ViewOf(whole, 0);
        Assert.Equal(whole.Predict(x), part.Predict(x));
        Assert.Contains("is a part of Linear", Assert.Throws<InvalidOperationException>(() => part.Device = new FakeDevice()).Message);
    }

    internal static SGD Momentum() => new(0.05f) { Momentum = 0.9f };

    internal static (float[] X, float[] Y) Data()
    {
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, Samples * Inputs).Select(_ => (float)random.NextDouble())];
        return (x, [.. Enumerable.Range(0, Samples).Select(i => (2 * x[i * Inputs]) - x[(i * Inputs) + 1] + 0.5f)]);
    }

    private static IEnumerable<Batch> GrowingBatches(Model model)
    {
        (float[] x, float[] y) = Data();
        foreach (int samples in new[] { 2, 5, 3, 9, 20, 40 })
        {
            var batch = new Batch(model.Tables.InputSpecs, model.Tables.TargetSpecs, samples) { Count = samples };
            x.AsSpan(0, samples * Inputs).CopyTo(batch.Inputs[0].Floats);
            y.AsSpan(0, samples).CopyTo(batch.Targets[0].Floats);
            yield return batch;
        }
    }

    private static FitOptions Options() => new() { Epochs = 3, BatchSize = 7, Optimizer = Momentum(), ValidationSplit = 0.25f, Verbose = Verbosity.Silent };
}
