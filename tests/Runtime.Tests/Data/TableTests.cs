namespace Compiled.Runtime.Tests.Data;

public class TableTests
{
    private static readonly float[,] s_samples = { { 1, 10, 5 }, { 2, 20, 5 }, { 3, 60, 5 } };

    [Fact]
    public void ATableHasNumbersAndTexts()
    {
        CsvTable table = CsvTable.Parse("name,\"size, m\",n\r\n\"a \"\"b\"\"\r\nc\",1.5,-2e3\r\n\r\nd,,NA\n", "file");
        Assert.Equal(["name", "size, m", "n"], table.Columns.ToArray());
        Assert.Equal(2, table.RowCount);
        Assert.Equal(["a \"b\"\r\nc", "d"], table.Texts("name"));
        Assert.Equal([1.5f, float.NaN], table.Numbers("size, m"));
        Assert.Equal(new float[,] { { -2000, 1.5f }, { float.NaN, float.NaN } }, table.Numbers("n", "size, m"));
    }

    [Fact]
    public void OtherWaysOfWritingAreRead()
    {
        CsvTable table = CsvTable.Parse("1,5;x;-200\n2,25;y;3", "file", new() { Separator = ';', DecimalSeparator = ',', HasHeader = false, Missing = ["x"] });
        Assert.Equal([1.5f, 2.25f], table.Numbers("0"));
        Assert.Equal([-200, 3], table.Numbers("2"));
        Assert.Throws<InvalidDataException>(() => table.Numbers("1"));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "file, line 3: the line has 1 field, where 2 are expected")]
    [InlineData("a,b\n\n\"1\n1\",2\n3,4,5\n", "file, line 5: the line has 3 fields")]
    [InlineData("a,b\n1,\"2\n", "file, line 2, column 2: the quote is not closed")]
    [InlineData("a,b\n\"1\"x,2\n", "file, line 2, column 1: x follows a closing quote")]
    [InlineData("a,a\n1,2\n", "two columns have the name 'a'")]
    [InlineData("", "no lines")]
    public void DamageIsNamedByItsPlace(string text, string message)
        => Assert.Contains(message, Assert.Throws<InvalidDataException>(() => CsvTable.Parse(text, "file")).Message);

    [Fact]
    public void WrongNumbersAndColumnsAreNamed()
    {
        CsvTable table = CsvTable.Parse("a,b\n1,2\n\n3,4x\n", "file");
        Assert.Contains("file, line 4, column 2 (b): \"4x\" is not a number", Assert.Throws<InvalidDataException>(() => table.Numbers("b")).Message);
        Assert.Contains("no column 'c'; it has a, b", Assert.Throws<ArgumentException>(() => table.Numbers("c")).Message);
    }

    [Fact]
    public void StandardScalerGivesMeanZeroAndDeviationOne()
    {
        StandardScaler scaler = StandardScaler.Fit(s_samples);
        float[,] scaled = scaler.Transform(s_samples);
        // (1 − 2) / √(2/3) and (10 − 30) / √(1400/3).
        Assert.Equal(-1.2247449f, scaled[0, 0], 6);
        Assert.Equal(-0.9258201f, scaled[0, 1], 6);
        Assert.Equal(0, scaled[2, 2]);
        float[] sample = [3, 60, 5, 2, 20, 5];
        scaler.Transform(sample);
        Assert.Equal(1.2247449f, sample[0], 6);
        scaler.Inverse(sample);
        Assert.Equal([3, 60, 5, 2, 20, 5], sample.Select(value => MathF.Round(value, 4)));
        Assert.Throws<ArgumentException>(() => scaler.Transform(new float[4]));
        Assert.Throws<ArgumentException>(() => scaler.Transform(new float[1, 2]));
    }

    [Fact]
    public void ScalersFitToDatasetsAndLeaveMissingValuesOut()
    {
        Dataset dataset = Dataset.From(s_samples, new int[] { 1, 2, 3 });
        Assert.Equal(StandardScaler.Fit(s_samples).Offsets.ToArray(), StandardScaler.Fit(dataset).Offsets.ToArray());
        MinMaxScaler scaler = MinMaxScaler.Fit(dataset, minimum: -1, maximum: 1);
        Batch batch = scaler.Transform(dataset).Batches(3).Single();
        Assert.Equal([-1, -1, -1, 0, -0.6f, -1, 1, 1, -1], batch.Inputs[0].Floats[..9].ToArray().Select(value => MathF.Round(value, 5)));

        float[,] holes = { { 1, float.NaN }, { float.NaN, 4 }, { 3, 6 } };
        Assert.Equal([2, 5], StandardScaler.Fit(holes).Offsets.ToArray());
        Assert.Equal(float.NaN, StandardScaler.Fit(holes).Transform(holes)[0, 1]);
        Assert.Contains("Feature 0", Assert.Throws<ArgumentException>(() => StandardScaler.Fit(new float[,] { { float.NaN } })).Message);
        Assert.Throws<ArgumentException>(() => MinMaxScaler.Fit(s_samples, 1, 1));
    }

    [Fact]
    public void LabelsBecomeRowsAndNamesBecomeLabels()
    {
        Assert.Equal(new float[,] { { 0, 0, 1 }, { 1, 0, 0 } }, Labels.OneHot([2, 0], 3));
        Assert.Contains("Label 1 is 3", Assert.Throws<ArgumentOutOfRangeException>(() => Labels.OneHot([0, 3], 3)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Labels.OneHot([-1], 3));
        Assert.Equal([1, 0, 1, 2], Labels.Encode(["dog", "cat", "dog", "fox"], out string[] classes));
        Assert.Equal(["cat", "dog", "fox"], classes);
    }

    [Fact]
    public void CaliforniaHousingOrItsStandInHasTheRightForm()
    {
        TableData data = CaliforniaHousing.LoadOrSynthesize(download: false);
        Assert.Equal(data.IsSynthetic ? 4000 : 20640, data.Targets.Length);
        Assert.Equal(["MedInc", "HouseAge", "AveRooms", "AveBedrms", "Population", "AveOccup", "Latitude", "Longitude"], data.FeatureNames.ToArray());
        Assert.All(data.Features.Cast<float>(), value => Assert.True(float.IsFinite(value)));
        Assert.All(data.Targets, value => Assert.InRange(value, 0.1, 5.1));
        Assert.Equal("'input' (8) float", data.ToDataset().Inputs[0].ToString());
        if (data.IsSynthetic)
        {
            Assert.Contains("not California housing", data.Source);
            Assert.StartsWith("The data set california-housing was not found: ", data.SyntheticReason, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(data.SyntheticReason);

            // The first row as scikit-learn has it.
            float[] first = [8.3252f, 41, 6.98412698f, 1.02380952f, 322, 2.55555556f, 37.88f, -122.23f];
            Assert.Equal(first, Enumerable.Range(0, 8).Select(feature => data.Features[0, feature]));
            Assert.Equal(4.526f, data.Targets[0]);
            Assert.Equal(2.068558, data.Targets.Average(value => (double)value), 5);
        }
    }

    [Fact]
    public void SyntheticHousingDependsOnTheSeedAlone()
    {
        Assert.Equal(CaliforniaHousing.Synthesize(20, 3).Targets, CaliforniaHousing.Synthesize(30, 3).Targets[..20]);
        Assert.NotEqual(CaliforniaHousing.Synthesize(20, 3).Targets, CaliforniaHousing.Synthesize(20, 4).Targets);
    }
}
