using Compiled;
using MemoryNetwork;

if (Options.Read("MemoryNetwork", "Trains a network to answer questions about stories.", [("", 100)], quickEpochs: 2, args, out int exitCode) is not { } options)
{
    return exitCode;
}

if (!Options.TryLoad(() => BabiTasks.Load(1, options.Data, download: !options.Quick), out BabiData? data))
{
    return 1;
}

Console.WriteLine($"{data.Train.Length} questions to learn from, {data.Test.Length} to judge by, {data.Source}");
var stories = new Stories(data.Train);
using var model = new MemoryModel(options.Seed);
model.Summary();
model.Fit(stories.ToDataset(data.Train), new()
{
    Epochs = options.Epochs,
    BatchSize = 32,
    Optimizer = new RMSprop(),
    ValidationSplit = 0.1f,
    Verbose = Console.IsOutputRedirected ? Verbosity.OneLinePerEpoch : Verbosity.ProgressBar,
});

BabiQuestion example = data.Test[^1];
Console.WriteLine(string.Join(' ', example.Story));
Console.WriteLine($"{example.Question} {stories.Answer(model, example)}; right is {example.Answer}");
Evaluation result = model.Evaluate(stories.ToDataset(data.Test));
Console.WriteLine($"test loss {result.Loss:F4}");
Console.WriteLine($"test accuracy {result["accuracy"]:F4}");
return 0;
