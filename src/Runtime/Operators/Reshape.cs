using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The same elements in the same (row-major) order under another shape.</summary>
    /// <param name="shape">The sizes; one of them may be −1, which stands for what is left.</param>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static Tensor<T> Reshape<T>(Tensor<T> x, params nint[] shape)
    {
        nint[] sizes = [.. shape];
        int open = Array.IndexOf(sizes, -1);
        if (open >= 0)
        {
            sizes[open] = 1;
            nint known = TensorElements.Length(sizes);
            sizes[open] = known > 0 && x.FlattenedLength % known == 0 ? x.FlattenedLength / known : -1;
        }

        return TensorElements.Length(sizes) == x.FlattenedLength
            ? TensorMasks.Keep(TensorElements.Create(x.Values(), sizes), x)
            : throw new ArgumentException($"Reshape cannot make {TensorElements.Text(shape)} of {TensorElements.Text(x.Lengths)}: {x.FlattenedLength} elements are not {TensorElements.Length(sizes)}", nameof(shape));
    }
}
