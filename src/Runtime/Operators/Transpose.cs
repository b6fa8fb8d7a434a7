using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The axes in another order: axis i of the result is axis <c>permutation[i]</c> of <paramref name="x"/>.</summary>
    /// <param name="permutation">Each axis once; a negative one counts from the end.</param>
    /// <exception cref="ArgumentException">The permutation does not fit the shape.</exception>
    public static Tensor<T> Transpose<T>(Tensor<T> x, params int[] permutation)
    {
        nint[] shape = x.Shape(), strides = TensorElements.Strides(shape);
        int[] order = [.. permutation.Select(axis => TensorElements.Axis(nameof(Transpose), axis, shape))];
        if (order.Length != shape.Length || order.Distinct().Count() != order.Length)
        {
            throw new ArgumentException($"Transpose cannot put the axes of {TensorElements.Text(shape)} in the order [{string.Join(", ", permutation)}]", nameof(permutation));
        }

        nint[] result = [.. order.Select(axis => shape[axis])];
        Tensor<T> transposed = TensorElements.Create(TensorElements.Gather(x.Values(), result, [.. order.Select(axis => strides[axis])]), result);
        return TensorMasks.Keep(transposed, x, order.TakeWhile((axis, place) => axis == place).Count());
    }
}
