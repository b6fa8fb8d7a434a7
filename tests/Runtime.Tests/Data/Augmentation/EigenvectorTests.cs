namespace Compiled.Runtime.Tests.Data.Augmentation;

public class EigenvectorTests
{
    [Fact]
    public void TwoByTwoByHand()
    {
        double[] values = SymmetricEigenvectors.Find([[5, 3], [3, 5]], out double[][] vectors);
        int larger = values[0] > values[1] ? 0 : 1;
        Assert.Equal(8, values[larger], 12);
        Assert.Equal(2, values[1 - larger], 12);
        Assert.Equal(vectors[larger][0], vectors[larger][1], 12);
        Assert.Equal(vectors[1 - larger][0], -vectors[1 - larger][1], 12);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("identity")]
    [InlineData("zero")]
    [InlineData("rank one")]
    [InlineData("few samples")]
    [InlineData("blocks")]
    [InlineData("graded")]
    public void VectorsAreOrthogonalAndStretched(string kind)
    {
        const int Size = 120;
        Random random = new(3);
        double[][] samples = [.. Enumerable.Range(0, 7).Select(_ => Enumerable.Range(0, Size).Select(_ => random.NextDouble()).ToArray())];
        double[] direction = [.. Enumerable.Range(0, Size).Select(_ => random.NextDouble() - 0.5)];
        double[][] matrix = [.. Enumerable.Range(0, Size).Select(_ => new double[Size])];
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[i][j] = matrix[j][i] = kind switch
                {
                    "random" => random.NextDouble() - 0.5,
                    "identity" => i == j ? 1 : 0,
                    "zero" => 0,
                    "rank one" => direction[i] * direction[j],
                    "few samples" => samples.Sum(sample => sample[i] * sample[j]),
                    "blocks" => i / 5 == j / 5 ? 1 + i + j : 0,
                    _ => Math.Pow(10, -(i + j) / 10.0),
                };
            }
        }

        double[][] kept = [.. matrix.Select(row => (double[])row.Clone())];
        double[] values = SymmetricEigenvectors.Find(matrix, out double[][] vectors);
        for (int k = 0; k < Size; k++)
        {
            for (int i = 0; i < Size; i++)
            {
                Assert.Equal(values[k] * vectors[k][i], Dot(kept[i], vectors[k]), 1e-9);
                Assert.Equal(i == k ? 1 : 0, Dot(vectors[i], vectors[k]), 1e-11);
            }
        }
    }

    [Fact]
    public void WhatIsNoNumberIsRefused()
        => Assert.Throws<ArithmeticException>(() => SymmetricEigenvectors.Find([[1, double.NaN], [double.NaN, 1]], out _));

    private static double Dot(double[] one, double[] other) => one.Zip(other, (a, b) => a * b).Sum();
}
