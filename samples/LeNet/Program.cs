using System.Diagnostics;
using Compiled;
using LeNetSample;

if (Options.Read("LeNet", "Trains a convolutional network to read handwritten digits.", [("", 20)], quickEpochs: 1, args, out int exitCode) is not { } options)
{
    return exitCode;
}

if (!options.TryLoadImages(Mnist.LoadOrSynthesize, out ImageData? data, out exitCode))
{
    return exitCode;
}

Dataset train = data.Train.Reshape(28, 28, 1), test = data.Test.Reshape(28, 28, 1);
if (options.Quick)
{
    train = train.Take(12_000);
}

const int batchSize = 128;
const float validationSplit = 0.2f;
using var model = new LeNet(options.Seed);
model.Summary();

// The rate falls to zero along half a cosine: at one rate the last steps would decide where between its best weights a network ends.
long trained = (long)(train.Count!.Value * (1 - (decimal)validationSplit));
var rate = new CosineDecay(0.002f, options.Epochs * ((trained + batchSize - 1) / batchSize));

Console.WriteLine($"training for {options.EpochsInWords} on {train.Count:N0} images, of which the last fifth is held back to validate");
var watch = Stopwatch.StartNew();
model.Fit(train, new()
{
    Epochs = options.Epochs,
    BatchSize = batchSize,
    Optimizer = new Adam(rate),
    ValidationSplit = validationSplit,
    Verbose = Console.IsOutputRedirected ? Verbosity.OneLinePerEpoch : Verbosity.ProgressBar,
});
Console.WriteLine($"trained {options.EpochsInWords} in {watch.Elapsed.TotalSeconds:F1} s; now the {test.Count:N0} images to judge by");

Evaluation result = model.Evaluate(test);
Console.WriteLine($"test loss {result.Loss:F4}");
Console.WriteLine($"test accuracy {result["accuracy"]:F4}");
return 0;
