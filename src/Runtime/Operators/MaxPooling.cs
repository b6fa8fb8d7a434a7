using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    private delegate void PooledElement(nint x, nint y);

    /// <summary>The largest element of each window, one channel at a time; what lies outside of x takes no part. A NaN in a window is its result.</summary>
    /// <param name="x">Shape (batch, spatial …, channels), with one to three spatial axes.</param>
    /// <param name="window">The window's size, for each spatial axis.</param>
    /// <param name="strides">How far the window moves, for each spatial axis.</param>
    /// <param name="before">How far before x the first window begins, for each spatial axis; less than the window.</param>
    /// <param name="after">How far behind x the last window may reach, for each spatial axis.</param>
    /// <returns>Shape (batch, spatial …, channels).</returns>
    /// <exception cref="ArgumentException">Shapes and numbers do not fit.</exception>
    public static Tensor<T> MaxPooling<T>(Tensor<T> x, int[] window, int[] strides, int[] before, int[] after)
        where T : struct, IFloatingPointIeee754<T>
    {
        nint[] shape = x.Shape();
        WindowPositions positions = Pool(nameof(MaxPooling), shape, window, strides, before, after);
        T[] values = x.Values();
        nint[] pooled = [shape[0], .. positions.Outputs, shape[^1]];
        var result = new T[TensorElements.Length(pooled)];
        Array.Fill(result, T.NegativeInfinity);
        Visit(positions, shape, (i, o) => result[o] = T.Max(result[o], values[i]));
        return TensorElements.Create(result, pooled);
    }

    /// <summary>Checks that no window lies outside of x.</summary>
    private static WindowPositions Pool(string operation, nint[] x, int[] window, int[] strides, int[] before, int[] after)
    {
        ArgumentNullException.ThrowIfNull(window);
        var positions = new WindowPositions(operation, x, [.. window], strides, [.. window.Select(_ => 1)], before, after);
        return positions.All().Select(p => p.Output).Distinct().Count() == positions.OutputCount
            ? positions
            : throw new ArgumentException($"{operation} with a window [{string.Join(", ", window)}], strides [{string.Join(", ", strides)}] and paddings [{string.Join(", ", before)}] and [{string.Join(", ", after)}] would have a window outside of {TensorElements.Text(x)}");
    }

    /// <summary>Every element of every window, as its number in x and the number of its result; those of one result come in the order of the window.</summary>
    private static void Visit(WindowPositions positions, nint[] x, PooledElement visit)
    {
        nint channels = x[^1];
        foreach ((nint input, _, nint output) in positions.All())
        {
            for (nint sample = 0; sample < x[0]; sample++)
            {
                nint from = ((sample * positions.InputCount) + input) * channels, to = ((sample * positions.OutputCount) + output) * channels;
                for (nint channel = 0; channel < channels; channel++)
                {
                    visit(from + channel, to + channel);
                }
            }
        }
    }

    private static void RequirePooled(string operation, WindowPositions positions, nint[] x, nint[] y)
    {
        nint[] pooled = [x[0], .. positions.Outputs, x[^1]];
        if (!pooled.AsSpan().SequenceEqual(y))
        {
            throw new ArgumentException($"{operation}: pooling of {TensorElements.Text(x)} gives {TensorElements.Text(pooled)}, not {TensorElements.Text(y)}");
        }
    }
}
