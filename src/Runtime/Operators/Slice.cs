using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The <paramref name="length"/> elements from <paramref name="start"/> along an axis.</summary>
    /// <param name="axis">A negative axis counts from the end.</param>
    /// <exception cref="ArgumentException">They do not lie in the tensor.</exception>
    public static Tensor<T> Slice<T>(Tensor<T> x, int axis, nint start, nint length)
    {
        nint[] shape = x.Shape();
        int position = TensorElements.Axis(nameof(Slice), axis, shape);
        if (start < 0 || length < 0 || start + length > shape[position])
        {
            throw new ArgumentException($"Slice of {length} from {start} does not lie in axis {position} of {TensorElements.Text(shape)}");
        }

        (nint outer, nint size, nint inner) = TensorElements.Around(shape, position);
        T[] values = x.Values();
        shape[position] = length;
        var result = new T[outer * length * inner];
        for (nint row = 0; row < outer; row++)
        {
            Array.Copy(values, ((row * size) + start) * inner, result, row * length * inner, length * inner);
        }

        return TensorMasks.Move(TensorElements.Create(result, shape), x, position, mask => Slice(mask, position, start, length));
    }
}
