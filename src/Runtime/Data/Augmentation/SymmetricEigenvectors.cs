using System.Numerics.Tensors;

namespace Compiled;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix: Householder's reflections make it tridiagonal, the QL algorithm with implicit shifts
/// diagonal (Wilkinson and Reinsch, Handbook for Automatic Computation II, 1971). All steps go along rows.
/// </summary>
internal static class SymmetricEigenvectors
{
    // Each eigenvalue takes two or three steps; very many mean that the matrix was not one of numbers.
    private const int MaximumSteps = 60;
    private const double Precision = 2.220446049250313e-16;

    /// <param name="matrix">Rows of the matrix; its contents are lost.</param>
    /// <param name="vectors">One eigenvector for each eigenvalue, of length 1.</param>
    /// <returns>The eigenvalues, in no order.</returns>
    /// <exception cref="ArithmeticException">The matrix holds what is not a number.</exception>
    public static double[] Find(double[][] matrix, out double[][] vectors)
    {
        int size = matrix.Length;
        vectors = new double[size][];
        for (int i = 0; i < size; i++)
        {
            vectors[i] = new double[size];
            vectors[i][i] = 1;
        }

        double[] diagonal = new double[size];
        double[] beside = new double[size];
        MakeTridiagonal(matrix, vectors, beside);
        for (int i = 0; i < size; i++)
        {
            diagonal[i] = matrix[i][i];
        }

        MakeDiagonal(diagonal, beside, vectors);
        return diagonal;
    }

    /// <summary>Reflects the matrix from both sides, and the vectors from the left, until only neighbours of the diagonal are left.</summary>
    /// <param name="beside">Element i is that beside the diagonal in rows i and i + 1.</param>
    private static void MakeTridiagonal(double[][] matrix, double[][] vectors, double[] beside)
    {
        int size = matrix.Length;
        double[] normal = new double[size];
        double[] product = new double[size];
        for (int k = 0; k + 1 < size; k++)
        {
            Span<double> column = matrix[k].AsSpan(k + 1);
            double length = TensorPrimitives.Norm<double>(column);
            double target = column[0] > 0 ? -length : length;
            beside[k] = target;
            Span<double> v = normal.AsSpan(k + 1);
            column.CopyTo(v);
            v[0] -= target;
            double squares = TensorPrimitives.SumOfSquares<double>(v);
            if (squares == 0)
            {
                continue;
            }

            double scale = 2 / squares;
            Span<double> p = product.AsSpan(k + 1);
            for (int i = k + 1; i < size; i++)
            {
                product[i] = scale * TensorPrimitives.Dot<double>(matrix[i].AsSpan(k + 1), v);
            }

            TensorPrimitives.MultiplyAdd(v, -scale / 2 * TensorPrimitives.Dot<double>(p, v), p, p);
            for (int i = k + 1; i < size; i++)
            {
                Span<double> row = matrix[i].AsSpan(k + 1);
                TensorPrimitives.MultiplyAdd(p, -normal[i], row, row);
                TensorPrimitives.MultiplyAdd(v, -product[i], row, row);
            }

            Reflect(vectors, k + 1, normal, scale, product);
        }
    }

    private static void Reflect(double[][] vectors, int first, double[] normal, double scale, double[] sum)
    {
        Array.Clear(sum);
        for (int i = first; i < normal.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(vectors[i], normal[i], sum, sum);
        }

        for (int i = first; i < normal.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(sum, -scale * normal[i], vectors[i], vectors[i]);
        }
    }

    private static void MakeDiagonal(double[] diagonal, double[] beside, double[][] vectors)
    {
        double[] kept = new double[diagonal.Length];
        // Below this an element is lost in the rounding of the whole matrix, as where pictures are fewer than their values and most variances are zero.
        double nothing = Precision * diagonal.Zip(beside, (d, e) => Math.Abs(d) + Math.Abs(e)).DefaultIfEmpty().Max();
        for (int first = 0; first < diagonal.Length; first++)
        {
            int steps = 0;
            for (int last = EndOfBlock(beside, first, nothing); last > first; last = EndOfBlock(beside, first, nothing))
            {
                if (++steps > MaximumSteps)
                {
                    throw new ArithmeticException($"The eigenvalues of a matrix of {diagonal.Length} rows do not converge; it may hold what is not a number.");
                }

                Step(diagonal, beside, vectors, first, last, kept);
            }
        }
    }

    /// <summary>The first row from which the matrix goes on as if on its own.</summary>
    private static int EndOfBlock(double[] beside, int first, double nothing)
    {
        int last = first;
        while (last + 1 < beside.Length && !(Math.Abs(beside[last]) <= nothing))
        {
            last++;
        }

        return last;
    }

    /// <summary>Chases a rotation from the end of a block to its beginning, where the element beside the diagonal shrinks.</summary>
    private static void Step(double[] diagonal, double[] beside, double[][] vectors, int first, int last, double[] kept)
    {
        double slope = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
        double root = Math.Sqrt((slope * slope) + 1);
        double g = diagonal[last] - diagonal[first] + (beside[first] / (slope + Math.CopySign(root, slope)));
        double sine = 1;
        double cosine = 1;
        double shift = 0;
        for (int i = last - 1; i >= first; i--)
        {
            double f = sine * beside[i];
            double b = cosine * beside[i];
            double radius = Math.Sqrt((f * f) + (g * g));
            beside[i + 1] = radius;
            if (radius == 0)
            {
                // The block falls apart here.
                diagonal[i + 1] -= shift;
                beside[last] = 0;
                return;
            }

            sine = f / radius;
            cosine = g / radius;
            g = diagonal[i + 1] - shift;
            double r = ((diagonal[i] - g) * sine) + (2 * cosine * b);
            shift = sine * r;
            diagonal[i + 1] = g + shift;
            g = (cosine * r) - b;
            Rotate(vectors[i], vectors[i + 1], cosine, sine, kept);
        }

        diagonal[first] -= shift;
        beside[first] = g;
        beside[last] = 0;
    }

    private static void Rotate(double[] upper, double[] lower, double cosine, double sine, double[] kept)
    {
        TensorPrimitives.Multiply(upper, sine, kept);
        TensorPrimitives.Multiply(upper, cosine, upper);
        TensorPrimitives.MultiplyAdd(lower, -sine, upper, upper);
        TensorPrimitives.MultiplyAdd(lower, cosine, kept, lower);
    }
}
