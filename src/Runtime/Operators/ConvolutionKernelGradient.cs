using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>What <see cref="Convolution"/> hands back to its kernel: the sums, over samples and positions, of products of x with the gradient.</summary>
    /// <param name="x">Shape (batch, spatial …, channels).</param>
    /// <param name="gradient">Shape (batch, spatial …, filters), as the convolution's result.</param>
    /// <param name="strides">As of the convolution; so are the others.</param>
    /// <param name="window">The sizes of the kernel along the spatial axes.</param>
    /// <returns>Shape (window …, channels / groups, filters).</returns>
    /// <exception cref="ArgumentException">Shapes and numbers do not fit.</exception>
    public static Tensor<T> ConvolutionKernelGradient<T>(Tensor<T> x, Tensor<T> gradient, int[] strides, int[] dilations, int[] before, int[] after, int groups, int[] window)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(window);
        nint[] shape = x.Shape(), slopes = gradient.Shape();
        if (groups < 1 || shape[^1] % groups != 0)
        {
            throw new ArgumentException($"{nameof(ConvolutionKernelGradient)}: {groups.ToString(CultureInfo.InvariantCulture)} groups do not divide the channels of {TensorElements.Text(shape)}", nameof(groups));
        }

        nint[] result = [.. window, shape[^1] / groups, slopes[^1]];
        WindowPositions positions = Positions(nameof(ConvolutionKernelGradient), shape, result, strides, dilations, before, after, groups);
        RequireConvolved(nameof(ConvolutionKernelGradient), slopes, [shape[0], .. positions.Outputs, slopes[^1]]);
        T[] left = x.Values(), right = gradient.Values();
        var sums = new double[TensorElements.Length(result)];
        Visit(positions, shape[0], result, groups, (i, k, o) => sums[k] += double.CreateTruncating(left[i]) * double.CreateTruncating(right[o]));
        return TensorElements.Create(Array.ConvertAll(sums, Number<T>), result);
    }
}
