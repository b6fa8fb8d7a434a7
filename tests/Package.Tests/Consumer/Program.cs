using Compiled;
using Consumer;

float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
float[] targets = [0, 1, 1, 0];
using var chain = new Chain(seed: 1);
using var graph = new Graph(seed: 1);
Show(chain);
Show(graph);

void Show(Model model)
{
    model.Fit(inputs, targets, new() { Epochs = 300, BatchSize = 4, Optimizer = new Adam(0.05f), Verbose = Verbosity.Silent });
    var predictions = new float[4];
    model.Predict(inputs, predictions);
    Console.WriteLine(string.Join(' ', predictions.Select(p => MathF.Round(p))));
}
