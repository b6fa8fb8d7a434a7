using Compiled;
using DataStarvation;
using LeNetSample;

const string Purpose = "Trains a convolutional network and one without hidden layer on ever fewer handwritten digits.";
const int PublishedEpochs = 4;
if (Options.Read("DataStarvation", Purpose, [("", PublishedEpochs)], quickEpochs: 1, args, out int exitCode) is not { } options)
{
    return exitCode;
}

if (!options.TryLoadImages(Mnist.LoadOrSynthesize, out ImageData? data, out exitCode))
{
    return exitCode;
}

Dataset train = data.Train.Reshape(28, 28, 1), test = data.Test.Reshape(28, 28, 1);
(int Examples, double? LeNet, double? Regression)[] published = [(5900, 0.9668, 0.8556), (3000, null, null), (1800, null, null), (600, null, null), (300, 0.7244, 0.4826)];

Console.WriteLine($"both networks learn for {options.EpochsInWords} from the first examples, and then read {test.Count:N0} digits; published for MNIST and {PublishedEpochs} epochs");
Console.WriteLine($"{"examples",8} {"LeNet",8} {"published",10} {"no hidden layer",16} {"published",10}");
double accuracy = 0;
foreach ((int examples, double? lenet, double? regression) in published)
{
    // Written as it goes: each figure is a training.
    using var convolutional = new LeNet(options.Seed);
    using var plain = new SoftmaxRegression(options.Seed);
    Console.Write($"{examples,8} ");
    accuracy = TestAccuracy(convolutional, examples);
    Console.Write($"{accuracy,8:F4} {Known(lenet),10} ");
    Console.WriteLine($"{TestAccuracy(plain, examples),16:F4} {Known(regression),10}");
}

Console.WriteLine($"LeNet on {published[^1].Examples} examples, published {published[^1].LeNet:F4}:");
Console.WriteLine($"test accuracy {accuracy:F4}");
return 0;

double TestAccuracy(Model model, int examples)
{
    model.Fit(train.Take(examples), new() { Epochs = options.Epochs, BatchSize = 128, Optimizer = new Adam(), Verbose = Verbosity.Silent });
    return model.Evaluate(test)["accuracy"];
}

static string Known(double? figure) => figure is { } known ? $"{known:F4}" : "-";
