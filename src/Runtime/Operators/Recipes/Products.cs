using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The matrix product of the last two axes.</summary>
    /// <param name="left">Shape (…, rows, depth).</param>
    /// <param name="right">Shape (…, depth, columns) with the same leading axes, or (depth, columns) for all of them.</param>
    /// <returns>Shape (…, rows, columns).</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> MatMul<T>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T>
    {
        nint[] shape = left.Shape();
        if (shape.Length <= 2 || right.Rank != 2)
        {
            return MatrixProduct(left, right);
        }

        nint depth = shape[^1];
        Tensor<T> rows = Reshape(left, TensorElements.Length(shape.AsSpan(0, shape.Length - 1)), depth);
        return TensorMasks.Keep(Reshape(MatrixProduct(rows, right), [.. shape[..^1], right.Lengths[1]]), left, shape.Length - 1);
    }

    /// <summary>The sum of products along the last axis, which stays with size one.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> Dot<T>(Tensor<T> left, Tensor<T> right)
        where T : struct, IFloatingPointIeee754<T> => ReduceSum(Multiply(left, right), [-1], keepDimensions: true);

    /// <summary>x over its Euclidean length along an axis; the square of the length is taken as at least <paramref name="epsilon"/>.</summary>
    public static Tensor<T> L2Normalize<T>(Tensor<T> x, int axis = -1, double epsilon = 1e-12)
        where T : struct, IFloatingPointIeee754<T>
    {
        Tensor<T> normalized = Divide(WithoutMask(x), Sqrt(Maximum(ReduceSum(Square(x), [axis], keepDimensions: true), Number<T>(epsilon))));
        return TensorMasks.Keep(normalized, x, TensorElements.Axis(nameof(L2Normalize), axis, x.Shape()));
    }
}
