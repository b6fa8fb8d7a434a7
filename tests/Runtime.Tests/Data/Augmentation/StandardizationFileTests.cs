namespace Compiled.Runtime.Tests.Data.Augmentation;

public sealed class StandardizationFileTests : IDisposable
{
    private const string Numbers = "\"rescale\":1,\"samplewise_center\":false,\"samplewise_std_normalization\":false,\"featurewise_center\":true,\"featurewise_std_normalization\":false,";
    private const string Whole = "{\"standardization\":\"image\",\"height\":1,\"width\":2,\"channels\":1," + Numbers + "\"zca_whitening\":false,\"zca_epsilon\":1E-06,\"means\":[2.5],\"deviations\":[1]}";

    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-").FullName;

    public static TheoryData<ImageStandardizationOptions> Options =>
    [
        new ImageStandardizationOptions { Rescale = 1 / 255f, SamplewiseCenter = true },
        new ImageStandardizationOptions { SamplewiseStdNormalization = true },
        new ImageStandardizationOptions { FeaturewiseCenter = true },
        new ImageStandardizationOptions { Rescale = 1e-10f, FeaturewiseStdNormalization = true },
        new ImageStandardizationOptions { ZcaWhitening = true, ZcaEpsilon = 0.1f },
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Options))]
    public void AStandardizationThatWasSavedDoesTheSameToTheBit(ImageStandardizationOptions options)
    {
        float[] values = [.. Enumerable.Range(0, 60).Select(i => MathF.Sin(i) * i)];
        ImageStandardization fitted = ImageStandardization.Fit(Dataset.From(TensorData.Of(values, 5, 2, 2, 3)), options);
        string path = Path.Combine(_folder, "scale.json");
        fitted.Save(path);
        ImageStandardization loaded = ImageStandardization.Load(path);
        float[] once = values[..12], again = values[..12];
        fitted.Transform(once);
        loaded.Transform(again);
        Assert.NotEqual(values[..12], once);
        Assert.Equal(once, again);
        Assert.Equal(fitted.Means.ToArray(), loaded.Means.ToArray());
        Assert.Equal(fitted.Deviations.ToArray(), loaded.Deviations.ToArray());
        Assert.Equal(fitted.ToJson(), loaded.ToJson());
        Assert.Contains("12", Assert.Throws<ArgumentException>(() => loaded.Transform(new float[11])).Message);
        Assert.Equal(["scale.json"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void TheTextIsAsShown()
    {
        Assert.Equal(Whole, ImageStandardization.Fit(Dataset.From(TensorData.Of(new float[] { 1, 2, 3, 4 }, 2, 1, 2)), new() { FeaturewiseCenter = true }).ToJson());
        // 1 and 2 as four bytes each: 0000803F and 00000040.
        string white = Whole.Replace("\"zca_whitening\":false", "\"zca_whitening\":true", StringComparison.Ordinal).Replace("[1]}", "[1],\"whitening\":[\"AACAPwAAAEA=\",\"AAAAQAAAgD8=\"]}", StringComparison.Ordinal);
        float[] image = [3.5f, 5.5f];
        ImageStandardization.FromJson(white).Transform(image);
        Assert.Equal([1 + (2 * 3), 2 + 3], image);
    }

    [Theory]
    [InlineData("{", "{", "file: the text is not JSON")]
    [InlineData("image", "sound", "file holds a standardization of the unknown kind 'sound'")]
    [InlineData("\"width\":2,", "", "file has no width")]
    [InlineData("\"width\":2", "\"width\":0", "width is 0, where a whole number from 1")]
    [InlineData("\"height\":1,\"width\":2", "\"height\":99999,\"width\":99999", "a picture of 99999×99999×1 values is larger than an array")]
    [InlineData("\"rescale\":1", "\"rescale\":1e99", "rescale is 1e99, where a finite number")]
    [InlineData("\"samplewise_center\":false", "\"samplewise_center\":0", "samplewise_center is Number, where True or False is expected")]
    [InlineData("\"zca_epsilon\":1E-06", "\"zca_epsilon\":-1", "zca_epsilon is -1, where a positive number")]
    [InlineData("[2.5]", "[2.5,3]", "file has 2 means, where one for each of 1 channel is expected")]
    [InlineData("[2.5]", "[true]", "means 0 is true, where a finite number")]
    [InlineData("[1]}", "[0]}", "deviation 0 is 0, where a positive number")]
    [InlineData("\"zca_whitening\":false", "\"zca_whitening\":true", "file has no whitening")]
    [InlineData("[1]}", "[1],\"whitening\":[\"AACAPwAAAEA=\"]}", "whitening has 1 row, where 2 are expected")]
    [InlineData("[1]}", "[1],\"whitening\":[\"AACAPwAAAEA=\",\"AACAPw==\"]}", "whitening 1 has 4 bytes, where 2 floats are expected")]
    [InlineData("[1]}", "[1],\"whitening\":[\"AACAPwAAAEA=\",\"AACAP\"]}", "whitening 1 is not Base64")]
    [InlineData("[1]}", "[1],\"whitening\":[\"AACAPwAAAEA=\",1]}", "whitening 1 is not Base64")]
    [InlineData("[1]}", "[1],\"whitening\":[\"AACAPwAAAEA=\",\"\\ud800\"]}", "whitening 1 has a damaged escape")]
    [InlineData("[1]}", "[1],\"whitening\":[\"AACAPwAAAEA=\",\"AACAPwAAgH8=\"]}", "whitening 1 has a value that is not finite")]
    public void DamageIsNamed(string part, string damaged, string message)
    {
        string json = part == "{" ? damaged : Whole.Replace(part, damaged, StringComparison.Ordinal);
        if (damaged.Contains("\"whitening\"", StringComparison.Ordinal))
        {
            json = json.Replace("\"zca_whitening\":false", "\"zca_whitening\":true", StringComparison.Ordinal);
        }

        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => ImageStandardization.FromJson(json, "file")).Message);
    }

    [Fact]
    public void TheFileIsNamed()
    {
        string path = Path.Combine(_folder, "cut.json");
        File.WriteAllText(path, Whole[..40]);
        Assert.StartsWith($"{path}: the text is not JSON", Assert.Throws<InvalidDataException>(() => ImageStandardization.Load(path)).Message);
    }
}
