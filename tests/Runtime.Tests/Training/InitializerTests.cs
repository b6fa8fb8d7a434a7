namespace Compiled.Runtime.Tests;

public class InitializerTests
{
    private const int Rows = 200, Columns = 100;

    // Glorot's bound is √(6 / 300), He's normal deviation √(2 / 200), LeCun's √(1 / 200).
    [Theory]
    [InlineData(Initializer.RandomNormal, 0.05, 1)]
    [InlineData(Initializer.TruncatedNormal, 0.05 * 0.8796256610342398, 0.1)]
    [InlineData(Initializer.RandomUniform, 0.05 / 1.7320508, 0.05)]
    [InlineData(Initializer.GlorotUniform, 0.0816497, 0.1414214)]
    [InlineData(Initializer.GlorotNormal, 0.0816497, 0.1856456)]
    [InlineData(Initializer.HeUniform, 0.1, 0.1732051)]
    [InlineData(Initializer.HeNormal, 0.1, 0.2273695)]
    [InlineData(Initializer.LecunUniform, 0.0707107, 0.1224745)]
    [InlineData(Initializer.LecunNormal, 0.0707107, 0.1607746)]
    [InlineData(Initializer.VarianceScaling, 0.0707107, 0.1607746)]
    public void ValuesHaveTheirDeviationAndBound(Initializer kind, double deviation, double bound)
    {
        float[] values = Draw(kind);
        double mean = values.Average(v => (double)v), square = values.Average(v => (double)v * v);
        Assert.Equal(0, mean, 0.03 * deviation);
        Assert.Equal(deviation, Math.Sqrt(square), 0.02 * deviation);
        Assert.All(values, value => Assert.True(Math.Abs(value) <= bound * 1.00001));
    }

    [Theory]
    [InlineData(Initializer.Zeros, 0)]
    [InlineData(Initializer.Ones, 1)]
    [InlineData(Initializer.Constant, 0.25)]
    public void ConstantsAreConstant(Initializer kind, float value) => Assert.All(Draw(kind, 0.25f), v => Assert.Equal(value, v));

    [Fact]
    public void ArgumentsReplaceDefaults()
    {
        float[] uniform = Draw(Initializer.RandomUniform, 2, 3);
        Assert.All(uniform, value => Assert.InRange(value, 2, 3));
        float[] scaled = Draw(Initializer.VarianceScaling, 3, 1, 2);
        Assert.Equal(Math.Sqrt(3.0 / Columns), Math.Sqrt(scaled.Average(v => (double)v * v)), 0.01);
    }

    [Theory]
    [InlineData(6, 4)]
    [InlineData(4, 6)]
    [InlineData(5, 5)]
    public void OrthogonalVectorsAreOrthonormal(int rows, int columns)
    {
        float[] values = new float[rows * columns];
        InitialValues.Fill(values, "kernel", [rows, columns], new(Initializer.Orthogonal, [2]), 1, 0);
        bool wide = columns > rows;
        int count = Math.Min(rows, columns), length = Math.Max(rows, columns);
        float At(int vector, int i) => wide ? values[(vector * columns) + i] : values[(i * columns) + vector];
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
            {
                double product = Enumerable.Range(0, length).Sum(i => (double)At(a, i) * At(b, i));
                Assert.Equal(a == b ? 4 : 0, product, 1e-5);
            }
        }
    }

    [Fact]
    public void IdentityIsADiagonal()
    {
        float[] values = new float[6];
        InitialValues.Fill(values, "kernel", [2, 3], new(Initializer.Identity, []), 1, 0);
        Assert.Equal([1, 0, 0, 0, 1, 0], values);
    }

    [Theory]
    [InlineData(new int[0], 1, 1)]
    [InlineData(new[] { 7 }, 7, 7)]
    [InlineData(new[] { 3, 4 }, 3, 4)]
    [InlineData(new[] { 5, 5, 3, 20 }, 75, 500)]
    public void FansAreCountedAsKerasCountsThem(int[] shape, double fanIn, double fanOut) => Assert.Equal((fanIn, fanOut), InitialValues.Fans([.. shape]));

    [Fact]
    public void SeedAndPlaceDecideTheValues()
    {
        Assert.Equal(Draw(Initializer.GlorotUniform), Draw(Initializer.GlorotUniform));
        float[] other = new float[Rows * Columns];
        InitialValues.Fill(other, "kernel", [Rows, Columns], new(Initializer.GlorotUniform, []), 1, 1);
        Assert.NotEqual(Draw(Initializer.GlorotUniform), other);
        InitialValues.Fill(other, "kernel", [Rows, Columns], new(Initializer.GlorotUniform, []), 2, 0);
        Assert.NotEqual(Draw(Initializer.GlorotUniform), other);
    }

    [Fact]
    public void ImpossibleShapesAreRefused()
    {
        Assert.Throws<ArgumentException>(() => InitialValues.Fill(new float[3], "bias", [3], new(Initializer.Orthogonal, []), 1, 0));
        Assert.Throws<ArgumentException>(() => InitialValues.Fill(new float[3], "bias", [3], new(Initializer.Identity, []), 1, 0));
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.01, -2.3263478740408408)]
    [InlineData(1e-10, -6.361340902404056)]
    public void TheNormalQuantileIsAccurate(double probability, double quantile) => Assert.Equal(quantile, NormalQuantile.Of(probability), 1e-13);

    private static float[] Draw(Initializer kind, params float[] arguments)
    {
        float[] values = new float[Rows * Columns];
        InitialValues.Fill(values, "kernel", [Rows, Columns], new(kind, [.. arguments]), 1, 0);
        return values;
    }
}
