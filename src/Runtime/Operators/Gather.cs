using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The rows of a table that ids name, as an embedding looks them up.</summary>
    /// <param name="table">Shape (rows, …).</param>
    /// <param name="ids">Any shape; each from 0 to rows − 1.</param>
    /// <returns>The shape of the ids, then that of a row.</returns>
    /// <exception cref="ArgumentException">An id is not a row.</exception>
    public static Tensor<T> Gather<T>(Tensor<T> table, Tensor<int> ids)
    {
        T[] values = table.Values();
        int[] rows = ids.Values();
        nint[] shape = table.Shape();
        int length = (int)TensorElements.Length(shape.AsSpan(1));
        var result = new T[rows.Length * length];
        for (int i = 0; i < rows.Length; i++)
        {
            RequireRow(nameof(Gather), rows[i], shape[0]);
            Array.Copy(values, rows[i] * length, result, i * length, length);
        }

        return TensorElements.Create(result, [.. ids.Shape(), .. shape.AsSpan(1)]);
    }

    private static void RequireRow(string operation, int id, nint rows)
    {
        if (id < 0 || id >= rows)
        {
            throw new ArgumentException($"{operation}: the id {id} is none of the {rows} rows, 0 to {rows - 1}");
        }
    }
}
