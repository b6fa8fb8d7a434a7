using Compiled.Devices;
using Compiled.Shaders.Models;
using Compiled.Shaders.Tests.Programs;

namespace Compiled.Shaders.Tests.Training;

/// <summary>The public way: a model made with a device does all on it, and what comes out is what the processor gives.</summary>
[Collection(DeviceFixture.Collection)]
public class ModelDeviceTests
{
    [DeviceFact]
    public void Fit_evaluate_and_predict_give_what_the_processor_gives()
    {
        using var expected = new Perceptron(seed: 5);
        using var actual = new Perceptron(seed: 5, TestDevice.Found);
        (float[] x, int[] labels) = Data(150);
        History wanted = expected.Fit(x, labels, Options()), got = actual.Fit(x, labels, Options());
        foreach (string name in wanted.Names)
        {
            Comparison.Same(name, [.. wanted[name]], [.. got[name]], name.EndsWith("accuracy") ? 0.02f : 1e-4f);
        }

        Comparison.Same("test loss", [expected.Evaluate(x, labels).Loss], [actual.Evaluate(x, labels).Loss], 1e-4f);
        Comparison.Same("predictions", expected.Predict(x), actual.Predict(x), 1e-4f);
        using PredictionContext context = actual.CreateContext();
        var predictions = new float[10];
        context.Predict(x.AsSpan(0, 35), predictions);
        Comparison.Same("predictions of a context", expected.Predict(x[..35]), predictions, 1e-4f);
    }

    [DeviceFact]
    public void A_training_is_saved_and_resumed_across_devices()
    {
        (float[] x, int[] labels) = Data(64);
        using var whole = new Perceptron(2);
        using var first = new Perceptron(2, TestDevice.Found);
        using var second = new Perceptron(9);
        whole.Optimizer = new Adam();
        first.Optimizer = new Adam();
        second.Optimizer = new Adam();
        using var stream = new MemoryStream();
        Steps(whole, x, labels, 10);
        Steps(first, x, labels, 5);
        first.Save(stream, new() { IncludeOptimizer = true });
        stream.Position = 0;
        second.LoadCheckpoint(stream);
        Steps(second, x, labels, 5);
        Assert.Equal(whole.Step, second.Step);
        foreach ((float[] wanted, float[] got) in whole.GetWeights().Zip(second.GetWeights()))
        {
            Comparison.Same("weights", wanted, got, 1e-4f);
        }
    }

    [DeviceFact]
    public void Models_and_contexts_of_several_threads_share_a_device()
    {
        (float[] x, _) = Data(40);
        using var model = new Perceptron(3, TestDevice.Found);
        float[] expected = model.Predict(x);
        Parallel.For(0, 4, _ =>
        {
            using PredictionContext context = model.CreateContext();
            var predictions = new float[expected.Length];
            context.Predict(x, predictions);
            Assert.Equal(expected, predictions);
        });
    }

    private static FitOptions Options() => new()
    {
        Epochs = 2,
        BatchSize = 32,
        Optimizer = new Adam(0.01f),
        ValidationSplit = 0.2f,
        ClassWeights = new Dictionary<int, float> { [3] = 2 },
        Verbose = Verbosity.Silent,
    };

    private static void Steps(Perceptron model, float[] x, int[] labels, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            model.TrainOnBatch(x, labels);
        }
    }

    private static (float[] X, int[] Labels) Data(int samples)
    {
        var random = new Random(4);
        return ([.. Enumerable.Range(0, samples * 35).Select(_ => (float)random.NextDouble())], [.. Enumerable.Range(0, samples).Select(_ => random.Next(10))]);
    }
}
