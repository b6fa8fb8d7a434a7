using System.Diagnostics;
using Cifar10Sample;
using Compiled;

const string Purpose = "Trains convolutional networks to tell what small photographs show.";
(string Choice, int Epochs)[] variants = [("simple", 20), ("deeper", 20), ("augmented", 50)];
if (Options.Read("Cifar10", Purpose, variants, quickEpochs: 2, args, out int exitCode) is not { } options)
{
    return exitCode;
}

ImageData data = Cifar10.LoadOrSynthesize(options.Data, download: !options.Quick);
Console.WriteLine(data);
(Dataset train, Dataset test) = data;
if (options.Quick)
{
    train = train.Take(4_000);
}

using Model model = options.Choice == "simple" ? new SimpleClassifier(options.Seed) : new DeeperClassifier(options.Seed);
model.Summary();

// The published networks hold a fifth of the images back to validate, but for the augmented one, which learns from all.
// Turned pictures keep their pixels, as in early versions of Keras: interpolated ones are blurred, and those to judge are not.
float validation = 0.2f;
if (options.Choice == "augmented")
{
    validation = 0;
    train = train
        .Augment(
            new()
            {
                RotationRange = 40,
                WidthShiftRange = 0.2f,
                HeightShiftRange = 0.2f,
                ZoomRange = (0.8f, 1.2f),
                HorizontalFlip = true,
                FillMode = FillMode.Nearest,
                Interpolation = Interpolation.Nearest,
            },
            options.Seed)
        .Prefetch();
}

// The learning rate falls to zero along half a cosine, so that "deeper" needs half of the epochs it takes at one rate. Varied pictures are learnt
// slowly, and by Adam a little faster than by RMSprop.
int batchSize = options.Quick ? 32 : 128; // few images are seen once: many small steps learn more from them
int seen = train.Count!.Value - (int)(train.Count.Value * validation);
long steps = (long)options.Epochs * ((seen + batchSize - 1) / batchSize);
var rate = new CosineDecay(0.001f, steps);
var watch = Stopwatch.StartNew();
model.Fit(train, new()
{
    Epochs = options.Epochs,
    BatchSize = batchSize,
    Optimizer = options.Choice == "augmented" ? new Adam(rate) : new RMSprop(rate),
    ValidationSplit = validation,
    Verbose = Console.IsOutputRedirected ? Verbosity.OneLinePerEpoch : Verbosity.ProgressBar,
});
Console.WriteLine($"trained {options.Epochs} epochs in {watch.Elapsed.TotalSeconds:F1} s");

Evaluation result = model.Evaluate(test);
Console.WriteLine($"test loss {result.Loss:F4}");
if (!data.IsSynthetic && TorchFigures.Find(options.Choice, options.Epochs, train.Count, test.Count) is { } torch)
{
    Console.WriteLine($"test accuracy of PyTorch with the same network, settings and data {torch:F4}");
}

Console.WriteLine($"test accuracy {result["accuracy"]:F4}");
return 0;
