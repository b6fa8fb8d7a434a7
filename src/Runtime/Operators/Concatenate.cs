using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>Tensors one after another along the last axis; all other axes are equal.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or there is no tensor.</exception>
    public static Tensor<T> Concatenate<T>(params Tensor<T>[] tensors) => Concatenate(-1, tensors);

    /// <summary>Tensors one after another along an axis; all other axes are equal.</summary>
    /// <param name="axis">A negative axis counts from the end.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or there is no tensor.</exception>
    public static Tensor<T> Concatenate<T>(int axis, params Tensor<T>[] tensors)
    {
        if (tensors.Length == 0)
        {
            throw new ArgumentException("Concatenate takes at least one tensor", nameof(tensors));
        }

        nint[] shape = tensors[0].Shape();
        int position = TensorElements.Axis(nameof(Concatenate), axis, shape);
        foreach (Tensor<T> tensor in tensors)
        {
            nint[] other = tensor.Shape();
            if (other.Length != shape.Length || other.Where((size, a) => a != position && size != shape[a]).Any())
            {
                throw new ArgumentException($"Concatenate along axis {position} of {TensorElements.Text(shape)} and {TensorElements.Text(other)}: all other axes must be equal", nameof(tensors));
            }
        }

        shape[position] = tensors.Aggregate((nint)0, (sum, t) => sum + t.Lengths[position]);
        (nint outer, nint size, nint inner) = TensorElements.Around(shape, position);
        var result = new T[outer * size * inner];
        nint start = 0;
        foreach (Tensor<T> tensor in tensors)
        {
            T[] values = tensor.Values();
            nint run = tensor.Lengths[position] * inner;
            for (nint row = 0; row < outer; row++)
            {
                Array.Copy(values, row * run, result, (row * size * inner) + start, run);
            }

            start += run;
        }

        Tensor<T> joined = TensorElements.Create(result, shape);
        return TensorMasks.TryJoin(joined, tensors, position, masks => Concatenate(position, masks)) ? joined : TensorMasks.KeepAll(joined, tensors, position);
    }
}
