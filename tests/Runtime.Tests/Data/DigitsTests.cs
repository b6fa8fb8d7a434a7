using System.Numerics.Tensors;

namespace Compiled.Runtime.Tests.Data;

public class DigitsTests
{
    [Fact]
    public void MnistOrItsStandInHasTheRightForm()
    {
        ImageData data = Mnist.LoadOrSynthesize(download: false);
        (Dataset train, Dataset test) = data;
        Assert.Equal(data.IsSynthetic ? (12_000, 2_000) : (60_000, 10_000), (train.Count, test.Count));
        Assert.Equal("'image' (28, 28) float", train.Inputs[0].ToString());
        Assert.Equal("'label' int", train.Targets[0].ToString());
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (byte)i), data.Train.Labels.ToArray().Distinct().Order());
        Batch batch = test.Batches(100).First();
        Assert.Equal(1, batch.Inputs[0].Floats.ToArray().Max(), 0.05);
        Assert.Equal(0, batch.Inputs[0].Floats.ToArray().Min());
        if (data.IsSynthetic)
        {
            Assert.Equal("synthetic digits (not MNIST)", data.Source);
            Assert.StartsWith("The data set mnist was not found: ", data.SyntheticReason, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(data.SyntheticReason);

            // The data set's known beginnings and its mean (0.1307 of 255).
            Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], data.Train.Labels[..10].ToArray());
            Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], data.Test.Labels[..10].ToArray());
            Assert.Equal(0.1307, Mean(data.Train.Pixels.Span), 4);
        }
    }

    [Fact]
    public void AFolderThatIsNotThereIsNotPassedOver()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"compiled-{Guid.NewGuid():N}");
        DirectoryNotFoundException exception = Assert.Throws<DirectoryNotFoundException>(() => Mnist.LoadOrSynthesize(folder, download: false));
        Assert.Contains($"'{folder}', given to hold the data set 'mnist'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SyntheticDigitsDependOnTheSeedAlone()
    {
        ImageData first = SyntheticDigits.Create(200, 50, seed: 3);
        ImageData more = SyntheticDigits.Create(300, 60, seed: 3);
        Assert.True(first.IsSynthetic);
        Assert.Null(first.SyntheticReason);
        Assert.Contains("not MNIST", first.ToString());
        Assert.Equal(first.Train.Pixels.ToArray(), more.Train.Pixels[..(200 * 784)].ToArray());
        Assert.Equal(first.Test.Labels.ToArray(), more.Test.Labels[..50].ToArray());
        Assert.NotEqual(first.Train.Pixels.ToArray(), SyntheticDigits.Create(200, 0, seed: 4).Train.Pixels.ToArray());
    }

    [Fact]
    public void SyntheticDigitsAreInkedAsMnistIsAndAllDifferent()
    {
        ImageDataset digits = SyntheticDigits.Create(1000, 0).Train;
        HashSet<string> seen = [];
        for (int i = 0; i < digits.Length; i++)
        {
            ReadOnlySpan<byte> pixels = digits.Pixels.Slice(i * 784, 784).Span;
            Assert.InRange(Mean(pixels), 0.02, 0.35);
            Assert.True(seen.Add(Convert.ToHexString(pixels)));
        }

        Assert.InRange(Mean(digits.Pixels.Span), 0.08, 0.18);
        Assert.All(digits.Labels.ToArray().CountBy(label => label), pair => Assert.InRange(pair.Value, 60, 140));
    }

    [Fact]
    public void NearestMeansTellSyntheticDigitsApart()
    {
        // A weak judge: it reads about 82 % of MNIST.
        (ImageDataset train, ImageDataset test, _, _) = SyntheticDigits.Create(1000, 300);
        float[][] means = [.. Enumerable.Range(0, 10).Select(_ => new float[784])];
        int[] counts = new int[10];
        float[] image = new float[784];
        for (int i = 0; i < train.Length; i++)
        {
            train.CopyImage(i, image);
            float[] sum = means[train.Labels.Span[i]];
            TensorPrimitives.Add(sum, image, sum);
            counts[train.Labels.Span[i]]++;
        }

        for (int label = 0; label < 10; label++)
        {
            TensorPrimitives.Divide(means[label], counts[label], means[label]);
        }

        int right = 0;
        for (int i = 0; i < test.Length; i++)
        {
            test.CopyImage(i, image);
            int nearest = Enumerable.Range(0, 10).MinBy(label => TensorPrimitives.Distance<float>(image, means[label]));
            right += nearest == test.Labels.Span[i] ? 1 : 0;
        }

        Assert.InRange(right / 300.0, 0.65, 0.97);
    }

    [Fact]
    public void ImagesCanHaveOtherSizes()
    {
        ImageDataset digits = SyntheticDigits.Create(10, 0).Train;
        Assert.Equal([28, 28, 1], digits.Reshape(28, 28, 1).Inputs[0].Shape.ToArray());
        Assert.Throws<ArgumentException>(() => digits.Reshape(27, 28));
        float[] image = new float[784];
        digits.CopyImage(3, image);
        Assert.Equal(image, digits.Reshape(784).Skip(3).Batches(1).First()[0].Input().ToArray());
    }

    private static double Mean(ReadOnlySpan<byte> pixels)
    {
        long sum = 0;
        foreach (byte pixel in pixels)
        {
            sum += pixel;
        }

        return sum / 255.0 / pixels.Length;
    }
}
