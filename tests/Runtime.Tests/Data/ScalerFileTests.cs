namespace Compiled.Runtime.Tests.Data;

public sealed class ScalerFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AScalerThatWasSavedDoesTheSameToTheBit()
    {
        float[,] samples = { { 0.1f, 1e-20f }, { 0.7f, 3 }, { 1f / 3, 5 } };
        foreach (FeatureScaler scaler in (FeatureScaler[])[StandardScaler.Fit(samples), MinMaxScaler.Fit(samples, -1, 1)])
        {
            string path = Path.Combine(_folder, "scaler.json");
            scaler.Save(path);
            FeatureScaler loaded = FeatureScaler.Load(path);
            Assert.Equal(scaler.GetType(), loaded.GetType());
            Assert.Equal(scaler.Transform(samples), loaded.Transform(samples));
            Assert.Equal(scaler.ToJson(), loaded.ToJson());
        }
    }

    [Fact]
    public void OneFeatureIsFittedFromItsValues()
    {
        FeatureScaler scaler = MinMaxScaler.Fit([112, 622, 118]);
        float[] values = [112, 367, 622];
        scaler.Transform(values);
        Assert.Equal([0, 0.5f, 1], values);
        scaler.Inverse(values);
        Assert.Equal([112, 367, 622], values);
        Assert.Equal([2f], StandardScaler.Fit([1, 3]).Offsets.ToArray());
        Assert.Equal("{\"scaler\":\"min_max\",\"offsets\":[112],\"scales\":[510]}", scaler.ToJson());
    }

    [Theory]
    [InlineData("[]", "Array was found, where an object is expected")]
    [InlineData("{", "not JSON")]
    [InlineData("{\"scaler\":\"min_max\",\"offsets\":[1]}", "file has no scales")]
    [InlineData("{\"scaler\":\"other\",\"offsets\":[1],\"scales\":[1]}", "unknown kind 'other'")]
    [InlineData("{\"scaler\":\"standard\",\"offsets\":[1],\"scales\":[1,2]}", "1 offset and 2 scales")]
    [InlineData("{\"scaler\":\"standard\",\"offsets\":[],\"scales\":[]}", "0 offsets and 0 scales")]
    [InlineData("{\"scaler\":\"standard\",\"offsets\":[1,\"a\"],\"scales\":[1,2]}", "offsets 1 is \"a\"")]
    [InlineData("{\"scaler\":\"standard\",\"offsets\":[1],\"scales\":[1e99]}", "scales 0 is 1e99, where a finite number")]
    [InlineData("{\"scaler\":\"standard\",\"offsets\":[1],\"scales\":[0]}", "scale 0 is 0, where a positive number")]
    public void DamageIsNamed(string json, string message)
        => Assert.Contains(message, Assert.Throws<InvalidDataException>(() => FeatureScaler.FromJson(json, "file")).Message);
}
