using System.Numerics.Tensors;

namespace Compiled;

/// <summary>The second moments E[xxᵀ] of the values of pictures, gathered picture by picture in double precision; no mean is taken off.</summary>
internal sealed class SecondMoments
{
    private readonly double[][] _products;
    private readonly double[] _values;
    private long _count;

    /// <param name="size">The values of a picture.</param>
    public SecondMoments(int size)
    {
        Size = size;
        _values = new double[size];
        _products = new double[size][];
        for (int i = 0; i < size; i++)
        {
            _products[i] = new double[size];
        }
    }

    public int Size { get; }

    public void Add(ReadOnlySpan<float> values)
    {
        TensorPrimitives.ConvertTruncating(values, _values);
        for (int i = 0; i < Size; i++)
        {
            // The matrix is symmetric: half of it will do.
            Span<double> row = _products[i].AsSpan(i);
            TensorPrimitives.MultiplyAdd(_values.AsSpan(i), _values[i], row, row);
        }

        _count++;
    }

    /// <summary>The whole matrix, row after row.</summary>
    public double[][] ToRows()
    {
        double[][] rows = [.. _products.Select(row => (double[])row.Clone())];
        for (int i = 0; i < Size; i++)
        {
            for (int j = i; j < Size; j++)
            {
                rows[i][j] /= _count;
                rows[j][i] = rows[i][j];
            }
        }

        return rows;
    }
}
