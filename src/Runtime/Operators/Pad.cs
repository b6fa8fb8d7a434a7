using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>Zeros before and after the elements along an axis.</summary>
    /// <param name="axis">A negative axis counts from the end.</param>
    /// <param name="before">How many zeros before.</param>
    /// <param name="after">How many zeros after.</param>
    /// <exception cref="ArgumentException">A number is negative, or there is no such axis.</exception>
    public static Tensor<T> Pad<T>(Tensor<T> x, int axis, nint before, nint after)
        where T : struct
    {
        nint[] shape = x.Shape();
        int position = TensorElements.Axis(nameof(Pad), axis, shape);
        if (before < 0 || after < 0)
        {
            throw new ArgumentException($"Pad cannot put {before} zeros before and {after} after axis {position} of {TensorElements.Text(shape)}");
        }

        (nint outer, nint size, nint inner) = TensorElements.Around(shape, position);
        T[] values = x.Values();
        shape[position] = before + size + after;
        var result = new T[outer * shape[position] * inner];
        for (nint row = 0; row < outer; row++)
        {
            Array.Copy(values, row * size * inner, result, ((row * shape[position]) + before) * inner, size * inner);
        }

        return TensorMasks.Keep(TensorElements.Create(result, shape), x, position);
    }
}
