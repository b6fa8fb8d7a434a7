using Compiled;

namespace FirstSteps;

/// <summary>Two numbers in, one probability out: a single neuron.</summary>
[Model(Loss = Loss.BinaryCrossentropy)]
[Input(2)]
[Dense(1, Activation = Activation.Sigmoid)]
public partial class Neuron;

/// <summary>A single neuron learns the logical and.</summary>
internal static class Perceptron
{
    public static void Run()
    {
        float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
        float[] targets = [0, 0, 0, 1];

        using var model = new Neuron(seed: 1);
        model.Fit(inputs, targets, new() { Epochs = 200, BatchSize = 4, Optimizer = new Adam(0.1f), Verbose = Verbosity.Silent });

        var predictions = new float[4];
        model.Predict(inputs, predictions);
        for (int i = 0; i < 4; i++)
        {
            Console.WriteLine($"{inputs[2 * i]} and {inputs[2 * i + 1]} = {predictions[i]:F2}");
        }
    }
}
