using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The mean of the elements of each window, one channel at a time; what lies outside of x is not counted.</summary>
    /// <param name="x">Shape (batch, spatial …, channels), with one to three spatial axes.</param>
    /// <param name="window">The window's size, for each spatial axis.</param>
    /// <param name="strides">How far the window moves, for each spatial axis.</param>
    /// <param name="before">How far before x the first window begins, for each spatial axis; less than the window.</param>
    /// <param name="after">How far behind x the last window may reach, for each spatial axis.</param>
    /// <returns>Shape (batch, spatial …, channels).</returns>
    /// <exception cref="ArgumentException">Shapes and numbers do not fit.</exception>
    public static Tensor<T> AveragePooling<T>(Tensor<T> x, int[] window, int[] strides, int[] before, int[] after)
        where T : struct, IFloatingPointIeee754<T>
    {
        nint[] shape = x.Shape();
        WindowPositions positions = Pool(nameof(AveragePooling), shape, window, strides, before, after);
        T[] values = x.Values();
        nint[] pooled = [shape[0], .. positions.Outputs, shape[^1]];
        var sums = new double[TensorElements.Length(pooled)];
        int[] counts = Counts(positions, shape);
        Visit(positions, shape, (i, o) => sums[o] += double.CreateTruncating(values[i]) / counts[o]);
        return TensorElements.Create(Array.ConvertAll(sums, Number<T>), pooled);
    }

    /// <summary>How many elements each window has inside of x.</summary>
    private static int[] Counts(WindowPositions positions, nint[] shape)
    {
        var counts = new int[shape[0] * positions.OutputCount * shape[^1]];
        Visit(positions, shape, (_, o) => counts[o]++);
        return counts;
    }
}
