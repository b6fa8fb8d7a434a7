namespace Compiled.EndToEnd.Tests;

[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(12, 12, 3)]
[Conv2D(6, 3, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Flatten]
[Dense(3, Activation = Activation.Softmax)]
public partial class StripesModel;

/// <summary>From files on the disk to a trained network: pictures of stripes across, stripes down and of squares, of any colour and place.</summary>
public sealed class PictureTrainingTests : IDisposable
{
    private const int Size = 16;
    private const int PerClass = 40;

    private static readonly string[] s_classes = ["across", "down", "squares"];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public PictureTrainingTests()
    {
        Random random = new(1);
        foreach (string name in s_classes)
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
            for (int i = 0; i < PerClass; i++)
            {
                Draw(name, random).SavePng(Path.Combine(_folder, name, $"{i}.png"));
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_network_learns_from_augmented_files()
    {
        (float[][] weights, float accuracy) = Train(threads: 1);
        Assert.True(accuracy > 0.9f, $"{accuracy}");
        Assert.Equal(weights, Train(threads: 2).Weights);
    }

    private (float[][] Weights, float Accuracy) Train(int threads)
    {
        ImageFolder all = ImageFolder.Open(_folder, new() { Height = 12, Width = 12 });
        (ImageFolder train, ImageFolder validation) = all.SplitClasses(0.75, seed: 1);
        ImageStandardization scale = ImageStandardization.Fit(train, new() { FeaturewiseStdNormalization = true });
        Dataset varied = scale.Transform(train.Augment(new() { WidthShiftRange = 2, HeightShiftRange = 2, HorizontalFlip = true, FillMode = FillMode.Wrap }, seed: 2)).Prefetch();
        using var model = new StripesModel(seed: 3) { Threads = threads };
        model.Fit(varied, new() { Epochs = 12, BatchSize = 10, Optimizer = new Adam(0.01f), ValidationData = scale.Transform(validation), Verbose = Verbosity.Silent });
        return (model.GetWeights(), model.Evaluate(scale.Transform(validation))["accuracy"]);
    }

    private static Image Draw(string name, Random random)
    {
        Image image = new(Size, Size, 3);
        int phase = random.Next(4);
        byte[] color = [(byte)random.Next(100, 256), (byte)random.Next(100, 256), (byte)random.Next(100, 256)];
        for (int i = 0; i < Size * Size; i++)
        {
            bool row = ((i / Size) + phase) % 4 < 2;
            bool column = ((i % Size) + phase) % 4 < 2;
            if (name == "across" ? row : name == "down" ? column : row == column)
            {
                color.CopyTo(image.Pixels[(3 * i)..]);
            }
        }

        return image;
    }
}
