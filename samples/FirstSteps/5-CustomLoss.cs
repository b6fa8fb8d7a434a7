using System.Numerics.Tensors;
using Compiled;
using static Compiled.Ops;

namespace FirstSteps;

/// <summary>A loss of one's own is a static method that gives one number a sample; it is compiled and differentiated like the others.</summary>
[Model(CustomLoss = nameof(NinthDecile))]
[Input(1)]
[Dense(1)]
public partial class Quantile
{
    private static Tensor<float> NinthDecile(Tensor<float> target, Tensor<float> prediction)
    {
        Tensor<float> error = target - prediction;
        return Mean(Maximum(0.9f * error, -0.1f * error), [-1]);
    }
}

/// <summary>Learns the value that nine of ten lie below, instead of the middle.</summary>
internal static class CustomLoss
{
    public static void Run()
    {
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, 4096).Select(_ => random.NextSingle())];
        float[] y = [.. x.Select(v => v + random.NextSingle())];
        using var model = new Quantile(seed: 1);
        model.Fit(x, y, new() { Epochs = 60, BatchSize = 64, Optimizer = new Adam(0.01f), Verbose = Verbosity.Silent });

        var predictions = new float[x.Length];
        model.Predict(x, predictions);
        double below = y.Zip(predictions).Average(pair => pair.First < pair.Second ? 1.0 : 0.0);
        Console.WriteLine($"{below:P1} of the values lie below the prediction");
    }
}
