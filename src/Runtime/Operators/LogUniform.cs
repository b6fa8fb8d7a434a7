using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>Classes drawn by the distribution of <see cref="LogUniformSampler"/> from uniform numbers; no gradient goes there.</summary>
    /// <param name="uniform">Shape (2, count), each in [0, 1); the second row refines the first.</param>
    /// <param name="classes">The number of classes; positive.</param>
    /// <returns>Shape (count), from 0 to <paramref name="classes"/> − 1.</returns>
    /// <exception cref="ArgumentException">The tensor has another shape, or there are no classes.</exception>
    public static Tensor<int> LogUniform<T>(Tensor<T> uniform, int classes)
        where T : struct, IFloatingPointIeee754<T>
    {
        nint[] shape = uniform.Shape();
        if (shape.Length != 2 || shape[0] != 2)
        {
            throw new ArgumentException($"LogUniform takes numbers of shape (2, count), but got {TensorElements.Text(shape)}");
        }

        if (classes <= 0)
        {
            throw new ArgumentException($"LogUniform of {TensorElements.Text(shape)} takes a positive number of classes, not {classes}");
        }

        T[] values = uniform.Values();
        var result = new int[shape[1]];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = LogUniformSampler.Class(LogUniformSampler.Refine(float.CreateChecked(values[i]), float.CreateChecked(values[result.Length + i])), classes);
        }

        return TensorElements.Create(result, [result.Length]);
    }
}
