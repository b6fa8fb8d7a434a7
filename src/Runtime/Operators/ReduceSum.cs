using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The sum along axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes to fold; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether folded axes stay, with size one.</param>
    /// <exception cref="ArgumentException">The shape has no such axis, or an axis is named twice.</exception>
    public static Tensor<T> ReduceSum<T>(Tensor<T> x, int[] axes, bool keepDimensions = false)
        where T : struct, IFloatingPointIeee754<T> =>
        Reduce(nameof(ReduceSum), x, axes, keepDimensions, values =>
        {
            double sum = 0;
            foreach (T value in values)
            {
                sum += double.CreateTruncating(value);
            }

            return Number<T>(sum);
        });

    /// <summary>Folds the elements that share an index on the other axes.</summary>
    private static Tensor<T> Reduce<T>(string operation, Tensor<T> x, int[] axes, bool keepDimensions, Func<T[], T> fold)
    {
        nint[] shape = x.Shape(), strides = TensorElements.Strides(shape);
        var folded = new bool[shape.Length];
        foreach (int axis in axes)
        {
            int position = TensorElements.Axis(operation, axis, shape);
            folded[position] = !folded[position]
                ? true
                : throw new ArgumentException($"{operation}: axis {axis} of {TensorElements.Text(shape)} is named twice", nameof(axes));
        }

        // Folded axes last: then each result folds one run of consecutive elements.
        int[] kept = [.. Enumerable.Range(0, shape.Length).Where(a => !folded[a])];
        int[] order = [.. kept, .. Enumerable.Range(0, shape.Length).Where(a => folded[a])];
        T[] values = TensorElements.Gather(x.Values(), [.. order.Select(a => shape[a])], [.. order.Select(a => strides[a])]);
        nint[] keptShape = [.. kept.Select(a => shape[a])];
        var result = new T[TensorElements.Length(keptShape)];
        int run = result.Length == 0 ? 0 : values.Length / result.Length;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = fold(values[(i * run)..((i + 1) * run)]);
        }

        Tensor<T> reduced = TensorElements.Create(result, keepDimensions ? [.. shape.Select((size, a) => folded[a] ? 1 : size)] : keptShape);
        return TensorMasks.Keep(reduced, x, Array.IndexOf(folded, true) is var first and >= 0 ? first : shape.Length);
    }
}
