using Compiled;

namespace FirstSteps;

/// <summary>One number in, one number out.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(1)]
[Dense(32, Activation = Activation.Tanh)]
[Dense(1)]
public partial class Curve;

/// <summary>A curve through noisy points of a sine.</summary>
internal static class Regression
{
    public static void Run()
    {
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, 512).Select(i => i / 256f - 1)];
        float[] y = [.. x.Select(v => MathF.Sin(3 * v) + 0.1f * (random.NextSingle() - 0.5f))];

        using var model = new Curve(seed: 1);
        History history = model.Fit(x, y, new() { Epochs = 200, BatchSize = 64, Optimizer = new Adam(0.01f), Verbose = Verbosity.Silent });
        Console.WriteLine($"loss {history["loss"][0]:F4} at first, {history["loss"][^1]:F4} at last");

        float[] points = [-1, -0.5f, 0, 0.5f, 1];
        Console.WriteLine($"sine      {string.Join("  ", points.Select(v => $"{MathF.Sin(3 * v),6:F3}"))}");
        Console.WriteLine($"predicted {string.Join("  ", model.Predict(points).Select(p => $"{p,6:F3}"))}");
    }
}
