using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>What <see cref="AveragePooling"/> hands back: each element of the gradient, shared equally by the elements of its window.</summary>
    /// <param name="gradient">Shape (batch, spatial …, channels), as the result of pooling.</param>
    /// <param name="window">As of the pooling; so are the others.</param>
    /// <param name="lengths">The spatial sizes of what was pooled.</param>
    /// <returns>Shape (batch, lengths …, channels).</returns>
    /// <exception cref="ArgumentException">Shapes and numbers do not fit.</exception>
    public static Tensor<T> AveragePoolingGradient<T>(Tensor<T> gradient, int[] window, int[] strides, int[] before, int[] after, int[] lengths)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(lengths);
        nint[] pooled = gradient.Shape();
        nint[] shape = [pooled[0], .. lengths, pooled[^1]];
        WindowPositions positions = Pool(nameof(AveragePoolingGradient), shape, window, strides, before, after);
        RequirePooled(nameof(AveragePoolingGradient), positions, shape, pooled);
        T[] slopes = gradient.Values();
        var sums = new double[TensorElements.Length(shape)];
        int[] counts = Counts(positions, shape);
        Visit(positions, shape, (i, o) => sums[i] += double.CreateTruncating(slopes[o]) / counts[o]);
        return TensorElements.Create(Array.ConvertAll(sums, Number<T>), shape);
    }
}
