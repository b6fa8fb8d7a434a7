using System.Diagnostics;
using Cifar10Sample;
using Compiled;

const string Purpose = "Trains convolutional networks to tell what small photographs show.";
(string Choice, int Epochs)[] variants = [("simple", 20), ("deeper", 20), ("augmented", 50)];
if (Options.Read("Cifar10", Purpose, variants, quickEpochs: 1, args, out int exitCode) is not { } options)
{
    return exitCode;
}

if (!options.TryLoadImages(Cifar10.LoadOrSynthesize, out ImageData? data, out exitCode))
{
    return exitCode;
}

(Dataset train, Dataset test) = data;
if (options.Quick)
{
    train = train.Take(4_000);
}

using Model model = options.Choice == "simple" ? new SimpleClassifier(options.Seed) : new DeeperClassifier(options.Seed);
model.Summary();

int batchSize = options.Quick ? 32 : 128; // few images are seen once: many small steps learn more from them
var watch = Stopwatch.StartNew();
if (options.Choice != "augmented")
{
    // The published networks hold a fifth of the images back to validate, but for the augmented one, which learns from all. The learning rate
    // falls to zero, so that "deeper" needs half of the epochs that it takes at one rate.
    Fit(train, options.Epochs, 0.001f, validation: options.Quick ? 0 : 0.2f);
}
else
{
    // Turned pictures keep their pixels, as in early versions of Keras: interpolated ones are blurred, and those to judge are not.
    ImageAugmentation augmentation = new()
    {
        RotationRange = 40,
        WidthShiftRange = 0.2f,
        HeightShiftRange = 0.2f,
        ZoomRange = (0.8f, 1.2f),
        HorizontalFlip = true,
        FillMode = FillMode.Nearest,
        Interpolation = Interpolation.Nearest,
    };

    // Varied pictures are harder than those to judge: in the last epochs the network sees them as they are, by smaller steps.
    int last = options.Epochs * 3 / 10;
    Fit(train.Augment(augmentation, options.Seed).Prefetch(), options.Epochs - last, 0.001f);
    if (last > 0)
    {
        Fit(train, last, 0.0005f);
    }
}

Console.WriteLine($"trained {options.EpochsInWords} in {watch.Elapsed.TotalSeconds:F1} s; now the {test.Count:N0} images to judge by");

Evaluation result = model.Evaluate(test);
Console.WriteLine($"test loss {result.Loss:F4}");
if (!data.IsSynthetic && TorchFigures.Find(options.Choice, options.Epochs, train.Count, test.Count) is { } torch)
{
    Console.WriteLine($"test accuracy of PyTorch with the same network, settings and data {torch:F4}");
}

Console.WriteLine($"test accuracy {result["accuracy"]:F4}");
return 0;

void Fit(Dataset data, int epochs, float rate, float validation = 0)
{
    int seen = (int)(data.Count!.Value * (1 - (decimal)validation));
    var falling = new CosineDecay(rate, (long)epochs * ((seen + batchSize - 1) / batchSize));
    Console.WriteLine($"training for {epochs} {(epochs == 1 ? "epoch" : "epochs")} on {seen:N0} images");
    model.Fit(data, new()
    {
        Epochs = epochs,
        BatchSize = batchSize,

        // Varied pictures are learnt slowly, and by Adam a little faster than by RMSprop.
        Optimizer = options.Choice == "augmented" ? new Adam(falling) : new RMSprop(falling),
        ValidationSplit = validation,
        Verbose = Console.IsOutputRedirected ? Verbosity.OneLinePerEpoch : Verbosity.ProgressBar,
    });
}
