using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The logarithm of the softmax along the last axis: x − max − log Σ e^(x − max).</summary>
    /// <param name="x">Shape (…, classes), which the result keeps.</param>
    public static Tensor<T> LogSoftmax<T>(Tensor<T> x)
        where T : struct, IFloatingPointIeee754<T> =>
        MapRows<T>(x, (row, result) =>
        {
            double largest = double.NegativeInfinity, sum = 0;
            foreach (T value in row)
            {
                largest = Math.Max(largest, double.CreateTruncating(value));
            }

            foreach (T value in row)
            {
                sum += Math.Exp(double.CreateTruncating(value) - largest);
            }

            for (int i = 0; i < row.Length; i++)
            {
                result[i] = Number<T>(double.CreateTruncating(row[i]) - largest - Math.Log(sum));
            }
        });
}
