namespace Compiled.Runtime.Tests.Data.Augmentation;

public class AugmentationTests
{
    private const int Count = 50;

    private static readonly ImageAugmentation s_everything = new()
    {
        RotationRange = 40,
        WidthShiftRange = 0.2f,
        HeightShiftRange = 2,
        ShearRange = 10,
        ZoomRange = (0.8f, 1.1f),
        ChannelShiftRange = 0.1f,
        BrightnessRange = (0.7f, 1.2f),
        HorizontalFlip = true,
        VerticalFlip = true,
        FillMode = FillMode.Reflect,
    };

    /// <summary>Pictures of 6×5 grey pixels; sample i has label i.</summary>
    private static Dataset Pictures => Dataset.From(
        TensorData.Of(Enumerable.Range(0, Count * 30).Select(i => (i * 37 % 101) / 100f).ToArray(), Count, 6, 5, 1),
        Enumerable.Range(0, Count).ToArray());

    [Fact]
    public void APictureVariesByItsPlaceAndEpochAlone()
    {
        Dataset augmented = Pictures.Augment(s_everything, seed: 7);
        float[][] one = Read(augmented, batchSize: 1);
        Assert.Equal(one, Read(augmented, batchSize: 32));
        Assert.Equal(one, Read(augmented, batchSize: 7, shuffle: 3));
        Assert.Equal(one, Read(augmented.Prefetch(), batchSize: 16, shuffle: 4));
        Assert.NotEqual(one, Read(augmented, epoch: 1));
        Assert.NotEqual(one, Read(Pictures.Augment(s_everything, seed: 8)));
        Assert.NotEqual(one, Read(Pictures));
        Assert.Equal(one.Length, one.Select(image => string.Join(" ", image)).Distinct().Count());
    }

    [Fact]
    public void PartsVaryAsTheWhole()
    {
        float[][] whole = Read(Pictures.Augment(s_everything, seed: 7));
        float[][] part = Read(Pictures.Augment(s_everything, seed: 7).Slice(20, 10));
        Assert.Equal(whole[20..30], part[20..30]);
        Assert.Equal(whole[20..30], Read(Pictures.Slice(20, 10).Augment(s_everything, seed: 7))[20..30]);
    }

    [Fact]
    public void AStreamVariesByPosition()
    {
        TensorSpec image = new("image", [2, 3]);
        Dataset stream = Dataset.From(Enumerable.Range(0, Count), [image], [new TensorSpec("label", [], ElementKind.Int32)], static (item, sample) =>
        {
            sample.Input().Fill(item / 100f);
            sample.IntegerTarget()[0] = item;
        });
        Dataset augmented = stream.Augment(new() { BrightnessRange = (0.5f, 1.5f) }, seed: 1);
        float[][] values = Read(augmented, batchSize: 8);
        Assert.Equal(values, Read(augmented, batchSize: 3));
        Assert.Equal(Count - 1, values.Skip(1).Select((image, i) => image[0] / (i + 1)).Distinct().Count());
    }

    [Fact]
    public void NothingChangesNothing() => Assert.Equal(Read(Pictures), Read(Pictures.Augment(new(), seed: 1)));

    [Fact]
    public void NumbersFillTheirRanges()
    {
        ImageTransform[] drawn = [.. Enumerable.Range(0, 2000).Select(sample => s_everything.Draw(5, 3, sample, 10, 20, 3))];
        Fills(drawn.Select(transform => transform.Rotation), -40, 40);
        Fills(drawn.Select(transform => transform.ColumnShift), -4, 4);
        Fills(drawn.Select(transform => transform.Shear), -10, 10);
        Fills(drawn.Select(transform => transform.RowZoom), 0.8f, 1.1f);
        Fills(drawn.Select(transform => transform.ColumnZoom), 0.8f, 1.1f);
        Fills(drawn.Select(transform => transform.Brightness), 0.7f, 1.2f);
        Fills(drawn.Select(transform => transform.ChannelShifts[2]), -0.1f, 0.1f);
        Assert.Equal([-2, -1, 0, 1, 2], drawn.Select(transform => transform.RowShift).Distinct().Order());
        Assert.InRange(drawn.Count(transform => transform.FlipsColumns), 900, 1100);
        Assert.InRange(drawn.Count(transform => transform.FlipsRows != transform.FlipsColumns), 900, 1100);

        static void Fills(IEnumerable<float> values, float from, float to)
        {
            float[] all = [.. values.Order()];
            Assert.InRange(all[0], from, from + (0.01f * (to - from)));
            Assert.InRange(all[^1], to - (0.01f * (to - from)), to);
            Assert.Equal((from + to) / 2, all.Average(), 0.02 * (to - from));
        }
    }

    [Fact]
    public void AnOptionDoesNotChangeTheNumbersOfOthers()
    {
        ImageTransform all = s_everything.Draw(5, 3, 1, 10, 20, 3);
        ImageTransform one = new ImageAugmentation { RotationRange = 40, VerticalFlip = true }.Draw(5, 3, 1, 10, 20, 3);
        Assert.Equal(all.Rotation, one.Rotation);
        Assert.Equal(all.FlipsRows, one.FlipsRows);
        Assert.Equal(new ImageTransform { Rotation = one.Rotation, FlipsRows = one.FlipsRows }, one);
    }

    [Fact]
    public void ImpossibleOptionsAreNamed()
    {
        Refuses(new() { RotationRange = -1 }, "RotationRange is -1; it is at least 0");
        Refuses(new() { ShearRange = float.NaN }, "ShearRange is NaN");
        Refuses(new() { ZoomRange = (0, 1) }, "ZoomRange is (0, 1); it goes from a positive number");
        Refuses(new() { ZoomRange = (1.2f, 1) }, "ZoomRange is (1.2, 1)");
        Refuses(new() { BrightnessRange = (-1, 1) }, "BrightnessRange is (-1, 1)");
        Refuses(new() { Interpolation = (Interpolation)2 }, "Interpolation is 2; it is Nearest or Bilinear");
        Refuses(new() { FillMode = (FillMode)4 }, "FillMode is 4; it is Nearest, Constant, Reflect or Wrap");
        Refuses(new() { White = 0 }, "White is 0");
        Refuses(new() { ConstantValue = float.PositiveInfinity }, "ConstantValue is ");
        Dataset labels = Dataset.From(new int[Count], new int[Count]);
        Assert.Contains("is no picture", Assert.Throws<ArgumentException>(() => labels.Augment(new(), seed: 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Pictures.Augment(new(), seed: 1, input: 1));

        static void Refuses(ImageAugmentation augmentation, string message)
            => Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(() => Pictures.Augment(augmentation, seed: 1)).Message);
    }

    /// <summary>The pictures by their labels.</summary>
    private static float[][] Read(Dataset dataset, int batchSize = 10, ulong? shuffle = null, int epoch = 0)
    {
        float[][] images = [.. Enumerable.Repeat(Array.Empty<float>(), Count)];
        foreach (Batch batch in dataset.Batches(batchSize, shuffle, epoch))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                images[batch[i].IntegerTarget()[0]] = batch[i].Input().ToArray();
            }
        }

        return images;
    }
}
