using Compiled;
using DataStarvation;
using LeNetSample;

const string Purpose = "Trains a convolutional network and one without hidden layer on ever fewer handwritten digits.";
if (Options.Read("DataStarvation", Purpose, [("", 4)], quickEpochs: 1, args, out int exitCode) is not { } options)
{
    return exitCode;
}

ImageData data = Mnist.LoadOrSynthesize(options.Data, download: !options.Quick);
Console.WriteLine(data);
Dataset train = data.Train.Reshape(28, 28, 1), test = data.Test.Reshape(28, 28, 1);
(int Examples, double LeNet, double Regression)[] published = [(5900, 0.9668, 0.8556), (3000, 0, 0), (1800, 0, 0), (600, 0, 0), (300, 0.7244, 0.4826)];

Console.WriteLine($"{"examples",8} {"LeNet",8} {"no hidden layer",16}   published");
double accuracy = 0;
foreach ((int examples, double lenet, double regression) in published)
{
    using var convolutional = new LeNet(options.Seed);
    using var plain = new SoftmaxRegression(options.Seed);
    accuracy = TestAccuracy(convolutional, new Adam(), examples);
    double baseline = TestAccuracy(plain, new Adam(), examples);
    string known = lenet == 0 ? "" : $"{lenet:F4} {regression:F4}";
    Console.WriteLine($"{examples,8} {accuracy,8:F4} {baseline,16:F4}   {known}");
}

Console.WriteLine($"test accuracy {accuracy:F4}");
return 0;

double TestAccuracy(Model model, Optimizer optimizer, int examples)
{
    model.Fit(train.Take(examples), new() { Epochs = options.Epochs, BatchSize = 128, Optimizer = optimizer, Verbose = Verbosity.Silent });
    return model.Evaluate(test)["accuracy"];
}
