using Compiled.Devices;

namespace Compiled.Runtime.Tests.Devices;

/// <summary>What stateful layers keep on a device: when it comes back, when it must not, and what is left of it where the device fails.</summary>
public class DeviceStatesTests
{
    private const int Batch = 4, Inputs = 3, ArenaLength = 32;

    [Fact]
    public void ACheckpointIsNotOverwrittenByWhatWasResetBefore()
    {
        using var expected = new DeviceStatefulModel { Optimizer = ModelDeviceTests.Momentum() };
        using var actual = new DeviceStatefulModel(new FakeDevice()) { Optimizer = ModelDeviceTests.Momentum() };
        foreach (DeviceStatefulModel model in new[] { expected, actual })
        {
            Train(model, 0);
            using var stream = new MemoryStream();
            model.Save(stream, new() { IncludeOptimizer = true });
            stream.Position = 0;
            Train(model, 1);
            model.ResetStates();
            model.LoadCheckpoint(stream);
        }

        Assert.Equal(expected.GetWeights(), actual.GetWeights());
        Assert.Equal(Sums(0), actual.CopyStates("be compared")["dense/sum"]);
        Train(expected, 2);
        Train(actual, 2);
        Assert.Equal(expected.GetWeights(), actual.GetWeights());
        Assert.Equal(Sums(0, 2), actual.CopyStates("be compared")["dense/sum"]);
    }

    [Fact]
    public void WeightsComeBackWhereStatesOfALargerBatchDoNotFit()
    {
        var device = new FakeDevice();
        using var expected = new DeviceStatefulModel { Optimizer = ModelDeviceTests.Momentum() };
        using var actual = new DeviceStatefulModel(device) { Optimizer = ModelDeviceTests.Momentum() };
        foreach (DeviceStatefulModel model in new[] { expected, actual })
        {
            Train(model, 0);
            model.ResetStates();
        }

        (float[] x, float[] y) = ModelDeviceTests.Data();
        device.FullFor = "state";
        InsufficientMemoryException full = Assert.Throws<InsufficientMemoryException>(() => actual.TrainOnBatch(x, y));
        Assert.Contains("no step was lost", full.Message);
        Assert.Equal(expected.GetWeights(), actual.GetWeights());
        Assert.Empty(actual.CopyStates("be compared"));

        // The batch that failed does not fix the number of samples.
        device.FullFor = null;
        Train(expected, 1);
        Train(actual, 1);
        Assert.Equal(expected.GetWeights(), actual.GetWeights());
        Assert.Equal(Sums(1), actual.CopyStates("be compared")["dense/sum"]);
    }

    [Fact]
    public void StatesOfAStepThatWasNotHandedOverStayAsTheyWere()
    {
        var device = new FakeDevice();
        using var model = new DeviceStatefulModel(device) { Optimizer = ModelDeviceTests.Momentum() };
        Train(model, 0);
        device.IsFullForUploads = true;
        Assert.Throws<InsufficientMemoryException>(() => Train(model, 1));
        Assert.Equal(Sums(0), model.CopyStates("be compared")["dense/sum"]);
        device.IsFullForUploads = false;
        Train(model, 2);
        Assert.Equal(Sums(0, 2), model.CopyStates("be compared")["dense/sum"]);
    }

    [Fact]
    public void StatesOfContextsComeBackWhenTheDeviceIsLeft()
    {
        var device = new FakeDevice();
        using var expected = new DeviceStatefulModel();
        using var actual = new DeviceStatefulModel(device) { Optimizer = ModelDeviceTests.Momentum() };
        using PredictionContext wanted = expected.CreateContext(), context = actual.CreateContext();
        Train(actual, 0);
        actual.SetWeights(expected.GetWeights());
        Assert.Equal(Predict(wanted, 1), Predict(context, 1));

        // What is read of the model is its own: weights, the optimizer's memory and states.
        Train(actual, 1);
        long down = device.Downloaded;
        actual.GetWeights();
        Assert.Equal(ArenaLength + ArenaLength + Batch, device.Downloaded - down);

        actual.SetWeights(expected.GetWeights());
        actual.Device = Device.Cpu;
        Assert.Equal(Predict(wanted, 2), Predict(context, 2));
        context.ResetStates();
        wanted.ResetStates();
        Assert.Equal(Predict(wanted, 3), Predict(context, 3));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ALostDeviceLeavesTheStatesOfTheWeightsOrZerosAfterAReset(bool reset)
    {
        var device = new FakeDevice();
        using var model = new DeviceStatefulModel(device) { Optimizer = ModelDeviceTests.Momentum() };
        Train(model, 0);
        float[][] mirrored = model.GetWeights();
        Train(model, 1);
        if (reset)
        {
            model.ResetStates();
            Train(model, 2);
        }

        device.LostInList = device.Run + 1;
        Assert.Throws<DeviceLostException>(() => model.GetWeights());
        Assert.Equal(mirrored, model.GetWeights());
        Assert.Equal(1, model.Step);
        Assert.Equal(reset ? new float[Batch] : Sums(0), model.CopyStates("be compared")["dense/sum"]);
    }

    private static void Train(DeviceStatefulModel model, int window)
    {
        (float[] x, float[] y) = ModelDeviceTests.Data();
        model.TrainOnBatch(Window(x, window, Inputs), Window(y, window, 1));
    }

    private static float[] Predict(PredictionContext context, int window)
    {
        var predictions = new float[Batch];
        context.Predict(Window(ModelDeviceTests.Data().X, window, Inputs), predictions);
        return predictions;
    }

    /// <summary>The first input, summed over windows.</summary>
    private static float[] Sums(params int[] windows)
    {
        float[] x = ModelDeviceTests.Data().X;
        return [.. Enumerable.Range(0, Batch).Select(i => windows.Aggregate(0f, (sum, window) => sum + x[((window * Batch) + i) * Inputs]))];
    }

    private static float[] Window(float[] values, int window, int width) => values[(window * Batch * width)..((window + 1) * Batch * width)];
}
