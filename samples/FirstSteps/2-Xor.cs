using Compiled;

namespace FirstSteps;

/// <summary>Exclusive or needs a hidden layer: no straight line separates its ones from its zeros.</summary>
[Model(Loss = Loss.BinaryCrossentropy, Metrics = [Metric.Accuracy])]
[Input(2)]
[Dense(8, Activation = Activation.Tanh)]
[Dense(1, Activation = Activation.Sigmoid)]
public partial class HiddenLayer;

/// <summary>A hidden layer learns what a single neuron cannot.</summary>
internal static class Xor
{
    public static void Run()
    {
        float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
        float[] targets = [0, 1, 1, 0];

        using var model = new HiddenLayer(seed: 1);
        model.Summary();
        model.Fit(inputs, targets, new() { Epochs = 300, BatchSize = 4, Optimizer = new Adam(0.05f), Verbose = Verbosity.Silent });

        Evaluation result = model.Evaluate(inputs, targets);
        Console.WriteLine($"loss {result.Loss:F4}, accuracy {result["accuracy"]:F2}");
    }
}
