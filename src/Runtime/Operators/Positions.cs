using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The numbers 0, 1, 2 … of the places along an axis. Only the shape of <paramref name="x"/> matters: no gradient goes there.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">A negative axis counts from the end.</param>
    /// <returns>Shape (length of the axis).</returns>
    /// <exception cref="ArgumentException">There is no such axis.</exception>
    public static Tensor<T> Positions<T>(Tensor<T> x, int axis)
        where T : struct, IFloatingPointIeee754<T>
    {
        nint[] shape = x.Shape();
        var result = new T[shape[TensorElements.Axis(nameof(Positions), axis, shape)]];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = T.CreateChecked(i);
        }

        return TensorElements.Create(result, [result.Length]);
    }
}
