using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary><paramref name="whenTrue"/> where the mask is not zero, else <paramref name="whenFalse"/>. No gradient goes through the mask.</summary>
    /// <param name="mask">Any shape that broadcasts with the others, as a comparison gives it.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> Select<T>(Tensor<T> mask, Tensor<T> whenTrue, Tensor<T> whenFalse)
        where T : struct, IFloatingPointIeee754<T>
    {
        nint[] shape = TensorElements.Broadcast(nameof(Select), TensorElements.Broadcast(nameof(Select), mask.Shape(), whenTrue.Shape()), whenFalse.Shape());
        T[] condition = mask.Expand(shape), a = whenTrue.Expand(shape), b = whenFalse.Expand(shape);
        var result = new T[condition.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = condition[i] != T.Zero ? a[i] : b[i];
        }

        return TensorMasks.KeepAll(TensorElements.Create(result, shape), [mask, whenTrue, whenFalse]);
    }

    /// <inheritdoc cref="Select{T}(Tensor{T}, Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Select<T>(Tensor<T> mask, Tensor<T> whenTrue, T whenFalse)
        where T : struct, IFloatingPointIeee754<T> => Select(mask, whenTrue, Filled(whenFalse));

    /// <inheritdoc cref="Select{T}(Tensor{T}, Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Select<T>(Tensor<T> mask, T whenTrue, Tensor<T> whenFalse)
        where T : struct, IFloatingPointIeee754<T> => Select(mask, Filled(whenTrue), whenFalse);

    /// <inheritdoc cref="Select{T}(Tensor{T}, Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Select<T>(Tensor<T> mask, T whenTrue, T whenFalse)
        where T : struct, IFloatingPointIeee754<T> => Select(mask, Filled(whenTrue), Filled(whenFalse));
}
