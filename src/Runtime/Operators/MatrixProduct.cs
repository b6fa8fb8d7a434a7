using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The matrix product of the last two axes, for each index of the (equal) axes before them.</summary>
    /// <param name="left">Shape (…, rows, depth), or (…, depth, rows) when transposed.</param>
    /// <param name="right">Shape (…, depth, columns), or (…, columns, depth) when transposed.</param>
    /// <returns>Shape (…, rows, columns).</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> MatrixProduct<T>(Tensor<T> left, Tensor<T> right, bool transposeLeft = false, bool transposeRight = false)
        where T : struct, IFloatingPointIeee754<T>
    {
        nint[] a = left.Shape(), b = right.Shape();
        int rank = a.Length;
        if (rank < 2 || b.Length != rank || !a.AsSpan(0, rank - 2).SequenceEqual(b.AsSpan(0, rank - 2)) || a[transposeLeft ? ^2 : ^1] != b[transposeRight ? ^1 : ^2])
        {
            throw new ArgumentException(
                $"MatrixProduct cannot multiply {TensorElements.Text(a)}{(transposeLeft ? " transposed" : "")} by {TensorElements.Text(b)}{(transposeRight ? " transposed" : "")}");
        }

        nint rows = a[transposeLeft ? ^1 : ^2], depth = a[transposeLeft ? ^2 : ^1], columns = b[transposeRight ? ^2 : ^1];
        nint matrices = TensorElements.Length(a.AsSpan(0, rank - 2));
        T[] x = left.Values(), y = right.Values();
        var result = new T[matrices * rows * columns];
        for (nint matrix = 0; matrix < matrices; matrix++)
        {
            nint fromX = matrix * rows * depth, fromY = matrix * depth * columns;
            for (nint row = 0; row < rows; row++)
            {
                for (nint column = 0; column < columns; column++)
                {
                    double sum = 0;
                    for (nint k = 0; k < depth; k++)
                    {
                        T l = x[fromX + (transposeLeft ? (k * rows) + row : (row * depth) + k)];
                        T r = y[fromY + (transposeRight ? (column * depth) + k : (k * columns) + column)];
                        sum += double.CreateTruncating(l) * double.CreateTruncating(r);
                    }

                    result[(((matrix * rows) + row) * columns) + column] = Number<T>(sum);
                }
            }
        }

        Tensor<T> product = TensorElements.Create(result, [.. a[..^2], rows, columns]);
        return TensorMasks.Keep(product, left, rank - (transposeLeft ? 2 : 1));
    }
}
