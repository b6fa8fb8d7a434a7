using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Compiled;

/// <summary>The orthogonal initializer (Saxe et al. 2013): the Q of a QR decomposition of normal numbers, with R's diagonal positive.</summary>
internal static class Orthonormal
{
    public static void Fill(ref InitialRandom random, Span<float> values, string name, ImmutableArray<int> shape, double gain)
    {
        if (shape.Length < 2)
        {
            throw new ArgumentException($"{name}: an orthogonal matrix needs at least two axes, not the shape {Wording.Shape(shape)}");
        }

        int columns = shape[^1];
        int rows = columns == 0 ? 0 : values.Length / columns;

        // Vectors along the longer side, as many as the shorter side is long.
        int length = Math.Max(rows, columns), count = Math.Min(rows, columns);
        double[][] vectors = new double[count][];
        for (int i = 0; i < count; i++)
        {
            double[] vector = vectors[i] = new double[length];
            for (int k = 0; k < length; k++)
            {
                vector[k] = random.NextNormal();
            }

            MakeOrthonormal(vectors.AsSpan(0, i), vector);
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double value = rows >= columns ? vectors[column][row] : vectors[row][column];
                values[(row * columns) + column] = (float)(gain * value);
            }
        }
    }

    // Gram–Schmidt, done twice: once loses digits when vectors are nearly parallel, twice is enough (Giraud et al. 2005).
    private static void MakeOrthonormal(ReadOnlySpan<double[]> before, Span<double> vector)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] other in before)
            {
                double projection = TensorPrimitives.Dot<double>(other, vector);
                TensorPrimitives.MultiplyAdd<double>(other, -projection, vector, vector);
            }
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
    }
}
