using Compiled.Devices;

namespace Compiled.Runtime.Tests.Devices;

/// <summary>Devices that are lost or have too little memory: the message, the weights that are kept, and how a training goes on.</summary>
public class DeviceFailureTests
{
    [Fact]
    public void ALostDeviceLeavesTheLastGoodState()
    {
        (float[] x, float[] y) = ModelDeviceTests.Data();
        using var expected = new DeviceLinearModel { Optimizer = ModelDeviceTests.Momentum() };
        var device = new FakeDevice();
        using var model = new DeviceLinearModel(device) { Optimizer = ModelDeviceTests.Momentum() };
        for (int step = 0; step < 2; step++)
        {
            expected.TrainOnBatch(x, y);
            model.TrainOnBatch(x, y);
        }

        model.GetWeights();
        model.TrainOnBatch(x, y);
        device.LostInList = device.Lists + 1;
        DeviceLostException lost = Assert.Throws<DeviceLostException>(() => model.TrainOnBatch(x, y));
        Assert.Equal("Linear: Fake: the device was lost; the weights are those after step 2 of 4, and the model runs on the processor from here on", lost.Message);
        Assert.Equal(lost.Message, model.DeviceFailure);
        Assert.Same(Device.Cpu, model.Device);
        Assert.Equal(expected.GetWeights(), model.GetWeights());
        Assert.Equal((2, 2), (model.Step, model.Optimizer!.Iterations));

        // Where the mirror is whole, the training goes on as if the lost steps had not been.
        expected.TrainOnBatch(x, y);
        model.TrainOnBatch(x, y);
        Assert.Equal(expected.GetWeights(), model.GetWeights());
        Assert.Equal(0, device.Used);
    }

    [Fact]
    public void ADeviceThatIsLostWhileWeightsAreReadSaysSoOnce()
    {
        (float[] x, float[] y) = ModelDeviceTests.Data();
        var device = new FakeDevice();
        using var model = new DeviceLinearModel(device) { Optimizer = ModelDeviceTests.Momentum() };
        float[][] before = model.GetWeights();
        model.TrainOnBatch(x, y);
        device.LostInList = device.Lists + 1;
        Assert.Throws<DeviceLostException>(() => model.GetWeights());
        Assert.Equal(before, model.GetWeights());
        Assert.Equal(0, model.Step);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(17)]
    public void ATrainingGoesOnWithoutItsDeviceWhereAsked(int lostInList)
    {
        (float[] x, float[] y) = ModelDeviceTests.Data();
        var device = new FakeDevice { LostInList = lostInList };
        using var model = new DeviceLinearModel(device);
        var output = new StringWriter();
        History history = model.Fit(x, y, new()
        {
            Epochs = 40,
            BatchSize = 10,
            Optimizer = new SGD(0.1f) { Momentum = 0.5f },
            ValidationData = (x, y),
            ContinueOnCpu = true,
            Verbose = Verbosity.OneLinePerEpoch,
            Output = output,
        });
        Assert.Equal(40, history["loss"].Count);
        Assert.InRange(history["loss"][^1], 0, history["loss"][0] / 4);
        Assert.Contains("Linear: Fake: the device was lost", output.ToString());
        Assert.Same(Device.Cpu, model.Device);
        Assert.Equal(40, model.Epoch);
    }

    [Fact]
    public void ATrainingThatWasNotAskedToGoOnEnds()
    {
        (float[] x, float[] y) = ModelDeviceTests.Data();
        using var model = new DeviceLinearModel(new FakeDevice { LostInList = 4 });
        Assert.Throws<DeviceLostException>(() => model.Fit(x, y, new() { Epochs = 3, Verbose = Verbosity.Silent, Optimizer = ModelDeviceTests.Momentum() }));
        model.Fit(x, y, new() { Epochs = 1, Verbose = Verbosity.Silent });
    }

    [Fact]
    public void AKernelThatIsMissingKeepsWeightsAndDevice()
    {
        (float[] x, float[] y) = ModelDeviceTests.Data();
        var device = new FakeDevice { LacksKernels = true };
        using var model = new DeviceLinearModel(device, seed: 2) { Optimizer = ModelDeviceTests.Momentum() };
        using var expected = new DeviceLinearModel(seed: 2) { Optimizer = ModelDeviceTests.Momentum() };
        string message = Assert.Throws<PlatformNotSupportedException>(() => model.TrainOnBatch(x, y)).Message;
        Assert.Matches("^Linear: Fake: .* was not compiled; no step was lost$", message);
        Assert.Matches("^Linear: Fake: .* was not compiled; no step was lost$", Assert.Throws<PlatformNotSupportedException>(() => model.Predict(x)).Message);
        Assert.Same(device, model.Device);
        Assert.Equal(expected.GetWeights(), model.GetWeights());
        device.LacksKernels = false;
        expected.TrainOnBatch(x, y);
        model.TrainOnBatch(x, y);
        Assert.Equal(expected.GetWeights(), model.GetWeights());
    }

    [Fact]
    public void ATrainingGoesOnWithoutKernelsWhereAsked()
    {
        (float[] x, float[] y) = ModelDeviceTests.Data();
        using var model = new DeviceLinearModel(new FakeDevice { LacksKernels = true }, seed: 2);
        using var expected = new DeviceLinearModel(seed: 2);
        model.Fit(x, y, Options());
        expected.Fit(x, y, Options());
        Assert.Same(Device.Cpu, model.Device);
        Assert.Contains("was not compiled; no step was lost, and the model runs on the processor from here on", model.DeviceFailure);
        Assert.Equal(expected.GetWeights(), model.GetWeights());

        static FitOptions Options() => new() { Epochs = 2, BatchSize = 10, Optimizer = ModelDeviceTests.Momentum(), ContinueOnCpu = true, Verbose = Verbosity.Silent };
    }

    [Fact]
    public void ABatchThatDoesNotFitKeepsWeightsAndDevice()
    {
        (float[] x, float[] y) = ModelDeviceTests.Data();
        var device = new FakeDevice();
        using var model = new DeviceLinearModel(device) { Optimizer = ModelDeviceTests.Momentum() };
        using var expected = new DeviceLinearModel { Optimizer = ModelDeviceTests.Momentum() };
        float[] few = x[..12], targets = y[..4];
        model.TrainOnBatch(few, targets);
        expected.TrainOnBatch(few, targets);
        device.MemoryLimit = device.Used + 100;
        InsufficientMemoryException full = Assert.Throws<InsufficientMemoryException>(() => model.TrainOnBatch(x, y));
        Assert.StartsWith("Linear: Fake: the device has no memory left: 160 bytes for Linear's Workspace 0; no step was lost", full.Message);
        Assert.Same(device, model.Device);
        Assert.Equal(expected.GetWeights(), model.GetWeights());
        expected.TrainOnBatch(few, targets);
        model.TrainOnBatch(few, targets);
        Assert.Equal(expected.GetWeights(), model.GetWeights());
    }

    /// <summary>The failure is that of the thread that met it; another, which waited for the device meanwhile, goes on on the processor.</summary>
    [Fact]
    public void AThreadThatWaitsForALostDeviceGoesOn()
    {
        (float[] x, _) = ModelDeviceTests.Data();
        var device = new FakeDevice();
        using var model = new DeviceLinearModel(device);
        float[] expected = model.Predict(x), got = new float[expected.Length];
        using PredictionContext context = model.CreateContext();
        Exception? failure = null;
        var other = new Thread(() => failure = Record.Exception(() => context.Predict(x, got)));
        device.LostInList = device.Lists + 1;
        device.WhenLost = () =>
        {
            device.WhenLost = null;
            other.Start();
            SpinWait.SpinUntil(() => (other.ThreadState & ThreadState.WaitSleepJoin) != 0 || !other.IsAlive);
        };
        Assert.Throws<DeviceLostException>(() => model.Predict(x));
        other.Join();
        Assert.Null(failure);
        Assert.Equal(expected, got);
    }

    /// <summary>Wherever memory runs out, the list that was begun is given up, so that the weights come back by another.</summary>
    [Theory]
    [InlineData(FakeOperation.Begin)]
    [InlineData(FakeOperation.Clear)]
    [InlineData(FakeOperation.Submit)]
    public void AStepThatFindsNoMemoryLosesNone(FakeOperation operation)
    {
        (float[] x, float[] y) = ModelDeviceTests.Data();
        var device = new FakeDevice();
        using var model = new DeviceLinearModel(device) { Optimizer = ModelDeviceTests.Momentum() };
        using var expected = new DeviceLinearModel { Optimizer = ModelDeviceTests.Momentum() };
        float[] few = x[..12], targets = y[..4];
        model.TrainOnBatch(few, targets);
        expected.TrainOnBatch(few, targets);
        device.FullOnceAt = operation;
        InsufficientMemoryException full = Assert.Throws<InsufficientMemoryException>(() => model.TrainOnBatch(x, y));
        Assert.StartsWith($"Linear: Fake: the device has no memory left: {operation}; no step was lost", full.Message);
        Assert.Equal(0, device.Used);
        Assert.Equal(expected.GetWeights(), model.GetWeights());
        expected.TrainOnBatch(x, y);
        model.TrainOnBatch(x, y);
        Assert.Equal(expected.GetWeights(), model.GetWeights());
    }

    /// <summary>The step that was on its way when memory ran out counts in the epoch's loss and metrics as any other, and the one that found no memory counts once.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnEpochIsWholeWhereMemoryRunsOutInItsMiddle(bool duringAStep)
    {
        (float[] x, float[] y) = ModelDeviceTests.Data();
        using var expected = new DeviceLinearModel(seed: 2);
        var device = new FakeDevice();
        using var model = new DeviceLinearModel(device, seed: 2);
        int batches = 0;
        var crowd = new LambdaCallback
        {
            TrainBatchEnd = (_, _) =>
            {
                if (++batches == 3)
                {
                    device.IsFullForUploads = duringAStep;
                    device.MemoryLimit = device.Used + 10;
                    if (!duringAStep)
                    {
                        model.Predict(x);
                    }
                }
            },
        };
        FitOptions Options(params Callback[] callbacks) => new() { BatchSize = 4, Verbose = Verbosity.Silent, ContinueOnCpu = true, Optimizer = ModelDeviceTests.Momentum(), Callbacks = callbacks };
        History wanted = expected.Fit(x, y, Options()), got = model.Fit(x, y, Options(crowd));
        Assert.Contains("no memory left", model.DeviceFailure);
        Assert.Same(Device.Cpu, model.Device);
        Assert.Equal(wanted["loss"], got["loss"]);
        Assert.Equal(wanted["mean_absolute_error"], got["mean_absolute_error"]);
        Assert.Equal(expected.GetWeights(), model.GetWeights());
    }

    [Fact]
    public void AModelThatDoesNotFitGoesOnWhereAsked()
    {
        (float[] x, float[] y) = ModelDeviceTests.Data();
        using var expected = new DeviceLinearModel(seed: 2);
        using var model = new DeviceLinearModel(new FakeDevice { MemoryLimit = 200 }, seed: 2);
        FitOptions Options() => new() { Epochs = 2, Verbose = Verbosity.Silent, ContinueOnCpu = true, Optimizer = ModelDeviceTests.Momentum() };
        Assert.Equal(expected.Fit(x, y, Options())["loss"], model.Fit(x, y, Options())["loss"]);
        Assert.Equal(expected.GetWeights(), model.GetWeights());
        Assert.Contains("no memory left", model.DeviceFailure);
    }
}
