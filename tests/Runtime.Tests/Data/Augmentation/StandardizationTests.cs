namespace Compiled.Runtime.Tests.Data.Augmentation;

public class StandardizationTests
{
    /// <summary>Two pictures of 1×2 pixels with 2 channels.</summary>
    private static Dataset Two => Dataset.From(TensorData.Of(new float[] { 1, 10, 3, 30, 5, 20, 7, 60 }, 2, 1, 2, 2));

    [Fact]
    public void FeaturewiseIsByChannel()
    {
        ImageStandardization centered = ImageStandardization.Fit(Two, new() { FeaturewiseCenter = true });
        Assert.Equal([4, 30], centered.Means.ToArray());
        Assert.Equal([1, 1], centered.Deviations.ToArray());
        Close([-3, -20, -1, 0], centered, [1, 10, 3, 30]);

        ImageStandardization whole = ImageStandardization.Fit(Two, new() { FeaturewiseStdNormalization = true });
        // √((9 + 1 + 1 + 9) / 4) = √5 and √((400 + 0 + 100 + 900) / 4) = √350.
        Close([-3 / MathF.Sqrt(5), -20 / MathF.Sqrt(350), -1 / MathF.Sqrt(5), 0], whole, [1, 10, 3, 30]);
        Batch batch = whole.Transform(Two).Batches(2).Single();
        Assert.Equal(30 / MathF.Sqrt(350), batch[1].Input()[3], 5);
    }

    [Fact]
    public void SamplewiseIsByPicture()
    {
        Close([-10, -1, -8, 19], ImageStandardization.Fit(Two, new() { SamplewiseCenter = true }), [1, 10, 3, 30]);
        // The mean of 1, 2, 3, 6 is 3, the variance (4 + 1 + 0 + 9) / 4 = 3.5.
        float deviation = MathF.Sqrt(3.5f);
        Close([-2 / deviation, -1 / deviation, 0, 3 / deviation], ImageStandardization.Fit(Two, new() { SamplewiseStdNormalization = true }), [1, 2, 3, 6]);
        Close([0, 0, 0, 0], ImageStandardization.Fit(Two, new() { SamplewiseStdNormalization = true }), [7, 7, 7, 7]);
    }

    [Fact]
    public void WhatIsLearnedIsOfRescaledPictures()
    {
        ImageStandardization fitted = ImageStandardization.Fit(Two, new() { Rescale = 0.5f, FeaturewiseCenter = true });
        Assert.Equal([2, 15], fitted.Means.ToArray());
        Close([-1.5f, -10, -0.5f, 0], fitted, [1, 10, 3, 30]);
    }

    [Fact]
    public void WhiteningIsTheInverseRootOfTheSecondMoments()
    {
        // E[xxᵀ] is (5 3; 3 5), with eigenvalues 8 along (1, 1) and 2 along (1, −1).
        Dataset data = Dataset.From(TensorData.Of(new float[] { 3, 1, -3, -1, 1, 3, -1, -3 }, 4, 1, 2));
        ImageStandardization fitted = ImageStandardization.Fit(data, new() { ZcaWhitening = true });
        Close([MathF.Sqrt(2), 0], fitted, [3, 1]);
        Close([0, -MathF.Sqrt(2)], fitted, [-1, -3]);
        Close([MathF.Sqrt(0.5f), MathF.Sqrt(0.5f)], fitted, [2, 2]);
    }

    [Fact]
    public void WhiteningTakesOffTheMeansOfChannelsAlone()
    {
        // 2 and 4 in all pictures: the channel's mean of 3 leaves −1 and 1, which no picture changes. E[xxᵀ] = (1 −1; −1 1) has the eigenvalue 2 there.
        Dataset data = Dataset.From(TensorData.Of(new float[] { 2, 4, 2, 4 }, 2, 1, 2));
        Close([-1 / MathF.Sqrt(2.5f), 1 / MathF.Sqrt(2.5f)], ImageStandardization.Fit(data, new() { ZcaWhitening = true, ZcaEpsilon = 0.5f }), [2, 4]);
    }

    [Fact]
    public void WhitenedPicturesHaveTheUnitMatrixAsSecondMoments()
    {
        const int Samples = 200, Size = 12;
        Random random = new(1);
        float[] values = new float[Samples * Size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)random.NextDouble() + (i % Size == 0 ? 3 : 0.7f * values[Math.Max(i - 1, 0)]);
        }

        Dataset data = Dataset.From(TensorData.Of(values, Samples, 2, 2, 3));
        ImageStandardization fitted = ImageStandardization.Fit(data, new() { ZcaWhitening = true });
        double[,] products = new double[Size, Size];
        foreach (Batch batch in fitted.Transform(data).Batches(1))
        {
            ReadOnlySpan<float> image = batch[0].Input();
            for (int i = 0; i < Size * Size; i++)
            {
                products[i / Size, i % Size] += image[i / Size] * image[i % Size] / (double)Samples;
            }
        }

        for (int i = 0; i < Size * Size; i++)
        {
            Assert.Equal(i / Size == i % Size ? 1 : 0, products[i / Size, i % Size], 0.001);
        }
    }

    [Fact]
    public void AugmentedPicturesAreFittedOverEpochs()
    {
        Dataset augmented = Two.Augment(new() { BrightnessRange = (0.5f, 1.5f), White = 1000 }, seed: 1);
        float one = ImageStandardization.Fit(augmented, new() { FeaturewiseCenter = true }).Means[0];
        float many = ImageStandardization.Fit(augmented, new() { FeaturewiseCenter = true }, epochs: 400).Means[0];
        Assert.NotEqual(one, many);
        Assert.Equal(4, many, 0.15);
    }

    [Fact]
    public void OtherPicturesAreRefused()
    {
        ImageStandardization fitted = ImageStandardization.Fit(Two, new() { FeaturewiseCenter = true });
        Assert.Contains("3 values, but the standardization was fitted to 1×2×2 = 4", Assert.Throws<ArgumentException>(() => fitted.Transform(new float[3])).Message);
        Dataset other = Dataset.From(TensorData.Of(new float[8], 2, 2, 2));
        Assert.Contains("does not have the sizes (1, 2, 2)", Assert.Throws<ArgumentException>(() => fitted.Transform(other)).Message);
        Assert.Contains("is no picture", Assert.Throws<ArgumentException>(() => ImageStandardization.Fit(Dataset.From(new float[8]), new())).Message);
        Assert.Throws<ArgumentException>(() => ImageStandardization.Fit(Two.Take(0), new() { FeaturewiseCenter = true }));
        Assert.Throws<ArgumentException>(() => ImageStandardization.Fit(Two.Take(0), new() { ZcaWhitening = true }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageStandardization.Fit(Two, new() { ZcaEpsilon = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageStandardization.Fit(Two, new() { Rescale = float.NaN }));
    }

    [Fact]
    public void WhiteningTooManyValuesIsRefusedBeforeAnyIsRead()
    {
        Dataset large = Dataset.From(TensorData.Of(new float[150 * 150 * 3], 1, 150, 150, 3)).Map(_ => throw new InvalidOperationException("read"));
        string message = Assert.Throws<ArgumentException>(() => ImageStandardization.Fit(large, new() { ZcaWhitening = true, FeaturewiseCenter = true })).Message;
        Assert.StartsWith(
            "ZCA whitening of pictures of 150×150×3 = 67500 values needs a matrix of 67500×67500 numbers, 36450000000 bytes, three times; resize the pictures to at most 16384 values.",
            message);
    }

    private static void Close(float[] expected, ImageStandardization standardization, float[] image)
    {
        standardization.Transform(image);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], image[i], 5);
        }
    }
}
