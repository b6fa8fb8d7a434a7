using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

/// <summary>
/// The operators of <c>Forward</c>, over ordinary tensors. This is what each operator means: plain code that computes one element after
/// another and can be stepped through. Compiled programs compute the same, fused and with vectors.
/// Shapes broadcast as in NumPy; a scalar is a tensor of shape (1). Comparisons give masks of zeros and ones.
/// Sums are accumulated in double precision and rounded once.
/// </summary>
public static partial class Ops
{
    private delegate void RowFunction<T>(ReadOnlySpan<T> row, Span<T> result);

    private static T Number<T>(double value)
        where T : struct, IFloatingPointIeee754<T> => T.CreateTruncating(value);

    private static Tensor<T> Filled<T>(T value)
        where T : struct => TensorElements.Create([value], [1]);

    private static Tensor<TResult> Convert<T, TResult>(Tensor<T> x, Func<T, TResult> function) =>
        TensorElements.Create(Array.ConvertAll(x.Values(), v => function(v)), x.Shape());

    private static Tensor<T> Map<T>(Tensor<T> x, Func<T, T> function) => TensorMasks.Keep(Convert(x, function), x);

    private static Tensor<T> Map<T>(string operation, Tensor<T> left, Tensor<T> right, Func<T, T, T> function)
    {
        nint[] shape = TensorElements.Broadcast(operation, left.Shape(), right.Shape());
        T[] a = left.Expand(shape), b = right.Expand(shape);
        var result = new T[a.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = function(a[i], b[i]);
        }

        return TensorMasks.KeepAll(TensorElements.Create(result, shape), [left, right]);
    }

    /// <summary>Replaces each row, along the last axis.</summary>
    private static Tensor<T> MapRows<T>(Tensor<T> x, RowFunction<T> function)
    {
        T[] values = x.Values();
        var result = new T[values.Length];
        nint[] shape = x.Shape();
        int columns = (int)shape[^1];
        for (int row = 0; row + columns <= values.Length && columns > 0; row += columns)
        {
            function(values.AsSpan(row, columns), result.AsSpan(row, columns));
        }

        return TensorMasks.Keep(TensorElements.Create(result, shape), x, shape.Length - 1);
    }
}
