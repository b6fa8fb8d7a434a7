using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>A table that is zero but for the rows that ids name, where the values of the ids are summed in their order.</summary>
    /// <param name="ids">Any shape; each from 0 to <paramref name="rows"/> − 1.</param>
    /// <param name="values">The shape of the ids, then that of a row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <returns>Shape (rows, …).</returns>
    /// <exception cref="ArgumentException">An id is not a row, or there is not one value for each id.</exception>
    public static Tensor<T> ScatterAdd<T>(Tensor<int> ids, Tensor<T> values, nint rows)
        where T : struct, IFloatingPointIeee754<T>
    {
        int[] targets = ids.Values();
        T[] added = values.Values();
        nint[] idShape = ids.Shape(), valueShape = values.Shape();
        if (valueShape.Length < idShape.Length || !valueShape.AsSpan(0, idShape.Length).SequenceEqual(idShape))
        {
            throw new ArgumentException($"ScatterAdd takes a value for each id of {TensorElements.Text(idShape)}, but got {TensorElements.Text(valueShape)}", nameof(values));
        }

        ReadOnlySpan<nint> row = valueShape.AsSpan(idShape.Length);
        int length = (int)TensorElements.Length(row);
        var result = new T[rows * length];
        for (int i = 0; i < targets.Length; i++)
        {
            RequireRow(nameof(ScatterAdd), targets[i], rows);
            for (int k = 0; k < length; k++)
            {
                result[(targets[i] * length) + k] += added[(i * length) + k];
            }
        }

        return TensorElements.Create(result, [rows, .. row]);
    }
}
