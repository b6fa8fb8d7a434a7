using System.Numerics.Tensors;

namespace Compiled;

/// <summary>Tensors of the BCL from plain values.</summary>
internal static class Tensors
{
    public static Tensor<T> Create<T>(T[] values, IReadOnlyList<int> shape)
    {
        Span<nint> lengths = stackalloc nint[shape.Count];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            lengths[axis] = shape[axis];
        }

        return Tensor.Create(values, (ReadOnlySpan<nint>)lengths);
    }
}
