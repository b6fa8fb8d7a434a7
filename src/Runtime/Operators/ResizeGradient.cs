using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>What <see cref="Resize"/> hands back: each element of the gradient, in the shares that its element was made of.</summary>
    /// <param name="gradient">Shape (batch, spatial …, channels), as the resized image.</param>
    /// <param name="lengths">The spatial sizes of the image before.</param>
    /// <param name="linear">As of the resizing.</param>
    /// <returns>Shape (batch, lengths …, channels).</returns>
    /// <exception cref="ArgumentException">Shapes and sizes do not fit.</exception>
    public static Tensor<T> ResizeGradient<T>(Tensor<T> gradient, int[] lengths, bool linear)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(lengths);
        nint[] resized = gradient.Shape();
        nint[] shape = [resized[0], .. lengths, resized[^1]];
        T[] slopes = gradient.Values();
        var sums = new double[RequireResized(nameof(ResizeGradient), resized, shape)];
        Visit(shape, resized, linear, (i, weight, o) => sums[i] += weight * double.CreateTruncating(slopes[o]));
        return TensorElements.Create(Array.ConvertAll(sums, Number<T>), shape);
    }
}
