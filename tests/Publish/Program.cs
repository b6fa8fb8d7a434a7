using Compiled;
using Compiled.Publish;

// Trains, saves, loads and predicts; any disagreement is a non-zero exit code.
float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
float[] targets = [0, 1, 1, 0];
string file = Path.Combine(Path.GetTempPath(), $"compiled-publish-{Environment.ProcessId}.safetensors");
using var chain = new Chain(seed: 1);
using var graph = new Graph(seed: 1);
using var copy = new Graph(seed: 2);
try
{
    Train(chain);
    Train(graph);
    graph.Save(file);
    copy.Load(file);
}
finally
{
    File.Delete(file);
}

// What is kept as JSON is written and read without reflection.
Tokenizer tokenizer = Tokenizer.Fit(["one two two"]);
bool readAgain = Tokenizer.FromJson(tokenizer.ToJson()).Words.SequenceEqual(tokenizer.Words)
    && FeatureScaler.FromJson(StandardScaler.Fit([1, 3]).ToJson()) is StandardScaler;

chain.Summary();
bool right = readAgain
    && Predictions(chain).SequenceEqual(targets)
    && Predictions(graph).SequenceEqual(targets)
    && Predictions(copy).SequenceEqual(targets);
Console.WriteLine(right ? "trained, saved, loaded, predicted" : "wrong predictions");
Console.WriteLine($"{AppContext.BaseDirectory}: {Directory.GetFiles(AppContext.BaseDirectory).Sum(f => new FileInfo(f).Length) / 1048576.0:F1} MiB");
return right ? 0 : 1;

void Train(Model model) => model.Fit(inputs, targets, new() { Epochs = 300, BatchSize = 4, Optimizer = new Adam(0.05f), Verbose = Verbosity.Silent });

float[] Predictions(Model model)
{
    var predictions = new float[4];
    model.Predict(inputs, predictions);
    return [.. predictions.Select(p => MathF.Round(p))];
}
