using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>
    /// What <see cref="Convolution"/> hands back to its input: each element of the gradient, times the kernel, is added where its window lies.
    /// As a layer this is the transposed convolution.
    /// </summary>
    /// <param name="gradient">Shape (batch, spatial …, filters), as the convolution's result.</param>
    /// <param name="kernel">Shape (window …, channels / groups, filters).</param>
    /// <param name="strides">As of the convolution; so are the others.</param>
    /// <param name="lengths">The spatial sizes of the convolution's input.</param>
    /// <returns>Shape (batch, lengths …, channels).</returns>
    /// <exception cref="ArgumentException">Shapes and numbers do not fit.</exception>
    public static Tensor<T> ConvolutionInputGradient<T>(Tensor<T> gradient, Tensor<T> kernel, int[] strides, int[] dilations, int[] before, int[] after, int groups, int[] lengths)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(lengths);
        nint[] shape = gradient.Shape(), weights = kernel.Shape();
        nint[] result = [shape[0], .. lengths, weights.Length < 2 ? 0 : weights[^2] * groups];
        WindowPositions positions = Positions(nameof(ConvolutionInputGradient), result, weights, strides, dilations, before, after, groups);
        RequireConvolved(nameof(ConvolutionInputGradient), shape, [shape[0], .. positions.Outputs, weights[^1]]);
        T[] left = gradient.Values(), right = kernel.Values();
        var sums = new double[TensorElements.Length(result)];
        Visit(positions, shape[0], weights, groups, (i, k, o) => sums[i] += double.CreateTruncating(left[o]) * double.CreateTruncating(right[k]));
        return TensorElements.Create(Array.ConvertAll(sums, Number<T>), result);
    }

    private static void RequireConvolved(string operation, nint[] gradient, nint[] expected)
    {
        if (!gradient.AsSpan().SequenceEqual(expected))
        {
            throw new ArgumentException($"{operation}: the convolution gives {TensorElements.Text(expected)}, but the gradient is {TensorElements.Text(gradient)}", nameof(gradient));
        }
    }
}
