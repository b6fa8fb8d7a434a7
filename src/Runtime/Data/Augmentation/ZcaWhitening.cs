using System.Buffers;
using System.Numerics.Tensors;

namespace Compiled;

/// <summary>The map (M + ε)^(−1/2) of pictures with second moments M.</summary>
internal sealed class ZcaWhitening
{
    private readonly float[][] _rows;

    /// <param name="rows">The map as it was found: a row for each value of a picture.</param>
    public ZcaWhitening(float[][] rows)
    {
        _rows = rows;
    }

    public ZcaWhitening(SecondMoments moments, float epsilon)
    {
        double[][] rows = moments.ToRows();
        double[] eigenvalues = SymmetricEigenvectors.Find(rows, out double[][] directions);
        double[] row = new double[moments.Size];
        _rows = new float[moments.Size][];
        for (int i = 0; i < _rows.Length; i++)
        {
            Array.Clear(row);
            for (int k = 0; k < eigenvalues.Length; k++)
            {
                // Rounding may leave an eigenvalue of zero a little below.
                double factor = directions[k][i] / Math.Sqrt(Math.Max(eigenvalues[k], 0) + epsilon);
                TensorPrimitives.MultiplyAdd(directions[k], factor, row, row);
            }

            _rows[i] = new float[row.Length];
            TensorPrimitives.ConvertTruncating<double, float>(row, _rows[i]);
        }
    }

    /// <summary>The map: a row for each value of a picture.</summary>
    public IReadOnlyList<float[]> Rows => _rows;

    /// <summary>Whitens a picture in place.</summary>
    public void Apply(Span<float> image)
    {
        float[] values = ArrayPool<float>.Shared.Rent(image.Length);
        image.CopyTo(values);
        for (int i = 0; i < image.Length; i++)
        {
            image[i] = TensorPrimitives.Dot<float>(_rows[i], values.AsSpan(0, image.Length));
        }

        ArrayPool<float>.Shared.Return(values);
    }
}
