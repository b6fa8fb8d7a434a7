using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The elements along an axis from the last to the first.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">A negative axis counts from the end.</param>
    /// <exception cref="ArgumentException">There is no such axis.</exception>
    public static Tensor<T> Reverse<T>(Tensor<T> x, int axis)
    {
        nint[] shape = x.Shape();
        int position = TensorElements.Axis(nameof(Reverse), axis, shape);
        (nint outer, nint size, nint inner) = TensorElements.Around(shape, position);
        T[] values = x.Values();
        var result = new T[values.Length];
        for (nint block = 0; block < outer; block++)
        {
            for (nint i = 0; i < size; i++)
            {
                Array.Copy(values, ((block * size) + i) * inner, result, ((block * size) + size - 1 - i) * inner, inner);
            }
        }

        return TensorMasks.Move(TensorElements.Create(result, shape), x, position, mask => Reverse(mask, position));
    }
}
