using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>Labels as rows with a one at the label and zeros elsewhere.</summary>
    /// <param name="labels">Shape (…), each from 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="classes">The length of a row.</param>
    /// <returns>Shape (…, classes).</returns>
    /// <exception cref="ArgumentException">A label is not a class.</exception>
    public static Tensor<float> OneHot(Tensor<int> labels, int classes) => OneHot<float>(labels, classes);

    /// <inheritdoc cref="OneHot(Tensor{int}, int)"/>
    public static Tensor<T> OneHot<T>(Tensor<int> labels, int classes)
        where T : struct, IFloatingPointIeee754<T>
    {
        int[] values = labels.Values();
        var result = new T[values.Length * classes];
        for (int i = 0; i < values.Length; i++)
        {
            RequireLabel(nameof(OneHot), values[i], classes);
            result[(i * classes) + values[i]] = T.One;
        }

        return TensorElements.Create(result, [.. labels.Shape(), classes]);
    }

    private static void RequireLabel(string operation, int label, int classes)
    {
        if (label < 0 || label >= classes)
        {
            throw new ArgumentException($"{operation}: the label {label} is none of the {classes} classes, 0 to {classes - 1}");
        }
    }
}
