using System.Numerics.Tensors;

namespace Compiled;

/// <summary>Tensors of the BCL from plain values.</summary>
internal static class Tensors
{
    /// <summary>A tensor; a scalar has the shape (1), since tensors of the BCL have at least one axis.</summary>
    public static Tensor<T> Create<T>(T[] values, IReadOnlyList<int> shape)
    {
        if (shape.Count == 0)
        {
            return Tensor.Create(values, [1]);
        }

        Span<nint> lengths = stackalloc nint[shape.Count];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            lengths[axis] = shape[axis];
        }

        return Tensor.Create(values, (ReadOnlySpan<nint>)lengths);
    }
}
