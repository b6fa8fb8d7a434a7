using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    private delegate void WeightedElement(nint input, double weight, nint output);

    /// <summary>
    /// An image at another size, one channel at a time. Pixels are squares whose centres lie at halves, as in TensorFlow 2 and in PyTorch without
    /// <c>align_corners</c>; nothing is smoothed when it becomes smaller.
    /// </summary>
    /// <param name="x">Shape (batch, spatial …, channels), with one to three spatial axes.</param>
    /// <param name="lengths">The new spatial sizes.</param>
    /// <param name="linear">Whether an element lies on the straight line between its two neighbours, axis by axis (bilinear for images); else it is the one whose pixel holds its centre.</param>
    /// <returns>Shape (batch, lengths …, channels).</returns>
    /// <exception cref="ArgumentException">Shapes and sizes do not fit.</exception>
    public static Tensor<T> Resize<T>(Tensor<T> x, int[] lengths, bool linear)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(lengths);
        nint[] shape = x.Shape();
        nint[] resized = [shape[0], .. lengths, shape[^1]];
        T[] values = x.Values();
        var sums = new double[RequireResized(nameof(Resize), shape, resized)];
        Visit(shape, resized, linear, (i, weight, o) => sums[o] += weight * double.CreateTruncating(values[i]));
        return TensorElements.Create(Array.ConvertAll(sums, Number<T>), resized);
    }

    private static nint RequireResized(string operation, nint[] shape, nint[] resized) =>
        shape.Length is >= 3 and <= 5 && resized.Length == shape.Length && shape.Concat(resized).All(size => size > 0)
            ? TensorElements.Length(resized)
            : throw new ArgumentException($"{operation} takes (batch, 1 to 3 spatial sizes, channels) and as many positive lengths, but got {TensorElements.Text(shape)} and {TensorElements.Text(resized)}");

    /// <summary>Every element of the image that an element of the resized one is made of, with its weight.</summary>
    private static void Visit(nint[] shape, nint[] resized, bool linear, WeightedElement visit)
    {
        IEnumerable<(nint Input, double Weight, nint Output)> all = [(0, 1, 0)];
        for (int a = 0; a < shape.Length; a++)
        {
            int axis = a;
            (nint Input, double Weight, nint Output)[] neighbours = [.. axis == 0 || axis == shape.Length - 1
                ? Enumerable.Range(0, (int)shape[axis]).Select(i => ((nint)i, 1.0, (nint)i))
                : Neighbours(shape[axis], resized[axis], linear)];
            all = all.SelectMany(_ => neighbours, (outer, inner) => (
                (outer.Input * shape[axis]) + inner.Input,
                outer.Weight * inner.Weight,
                (outer.Output * resized[axis]) + inner.Output));
        }

        foreach ((nint input, double weight, nint output) in all)
        {
            visit(input, weight, output);
        }
    }

    private static IEnumerable<(nint Input, double Weight, nint Output)> Neighbours(nint length, nint resized, bool linear)
    {
        for (nint output = 0; output < resized; output++)
        {
            if (!linear)
            {
                yield return (((2 * output) + 1) * length / (2 * resized), 1, output);
                continue;
            }

            double centre = Math.Max(0, ((output + 0.5) * length / resized) - 0.5);
            nint first = Math.Min((nint)centre, length - 1);
            double second = first + 1 < length ? centre - first : 0;
            yield return (first, 1 - second, output);
            if (second > 0)
            {
                yield return (first + 1, second, output);
            }
        }
    }
}
