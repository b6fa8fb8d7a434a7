using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The same elements in the same (row-major) order under another shape.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static Tensor<T> Reshape<T>(Tensor<T> x, params nint[] shape) => TensorElements.Length(shape) == x.FlattenedLength
        ? TensorMasks.Keep(TensorElements.Create(x.Values(), shape), x)
        : throw new ArgumentException($"Reshape cannot make {TensorElements.Text(shape)} of {TensorElements.Text(x.Lengths)}: {x.FlattenedLength} elements are not {TensorElements.Length(shape)}", nameof(shape));
}
