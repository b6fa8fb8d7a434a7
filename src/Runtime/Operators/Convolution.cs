using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    private delegate void ConvolutionProduct(nint x, nint kernel, nint y);

    /// <summary>
    /// The convolution of a channels-last tensor over one to three spatial axes (in the sense of neural networks: the kernel is not flipped).
    /// Element (o, f) is the sum over window positions k and channels c of x(o · stride + k · dilation − before, c) · kernel(k, c, f);
    /// what lies outside of x counts as zero.
    /// </summary>
    /// <param name="x">Shape (batch, spatial …, channels).</param>
    /// <param name="kernel">Shape (window …, channels / groups, filters).</param>
    /// <param name="strides">How far the window moves, for each spatial axis.</param>
    /// <param name="dilations">The distance of neighbouring window positions, for each spatial axis.</param>
    /// <param name="before">How many zeros lie before x, for each spatial axis.</param>
    /// <param name="after">How many zeros lie behind x, for each spatial axis.</param>
    /// <param name="groups">Into how many groups channels and filters are cut; filters read the channels of their own group alone.</param>
    /// <returns>Shape (batch, spatial …, filters).</returns>
    /// <exception cref="ArgumentException">Shapes and numbers do not fit.</exception>
    public static Tensor<T> Convolution<T>(Tensor<T> x, Tensor<T> kernel, int[] strides, int[] dilations, int[] before, int[] after, int groups = 1)
        where T : struct, IFloatingPointIeee754<T>
    {
        nint[] shape = x.Shape(), weights = kernel.Shape();
        WindowPositions positions = Positions(nameof(Convolution), shape, weights, strides, dilations, before, after, groups);
        T[] left = x.Values(), right = kernel.Values();
        nint[] result = [shape[0], .. positions.Outputs, weights[^1]];
        var sums = new double[TensorElements.Length(result)];
        Visit(positions, shape[0], weights, groups, (i, k, o) => sums[o] += double.CreateTruncating(left[i]) * double.CreateTruncating(right[k]));
        return TensorElements.Create(Array.ConvertAll(sums, Number<T>), result);
    }

    /// <summary>Checks shapes and numbers.</summary>
    private static WindowPositions Positions(string operation, nint[] x, nint[] kernel, int[] strides, int[] dilations, int[] before, int[] after, int groups) =>
        x.Length >= 3 && kernel.Length >= 3 && groups >= 1 && kernel[^2] * groups == x[^1] && kernel[^1] % groups == 0
            ? new(operation, x, kernel[..^2], strides, dilations, before, after)
            : throw new ArgumentException(
                $"{operation} in {groups.ToString(CultureInfo.InvariantCulture)} groups does not fit a tensor {TensorElements.Text(x)} (batch, spatial …, channels) and a kernel {TensorElements.Text(kernel)} (window …, channels / groups, filters)");

    /// <summary>Every product of an element of x with one of the kernel, as element numbers with that of the element of y that it is added to.</summary>
    private static void Visit(WindowPositions positions, nint batch, nint[] kernel, int groups, ConvolutionProduct visit)
    {
        nint perGroup = kernel[^2], filters = kernel[^1], channels = perGroup * groups;
        foreach ((nint input, nint window, nint output) in positions.All())
        {
            for (nint sample = 0; sample < batch; sample++)
            {
                nint x = ((sample * positions.InputCount) + input) * channels, y = ((sample * positions.OutputCount) + output) * filters;
                for (nint filter = 0; filter < filters; filter++)
                {
                    nint group = filter / (filters / groups);
                    for (nint channel = 0; channel < perGroup; channel++)
                    {
                        visit(x + (group * perGroup) + channel, (((window * perGroup) + channel) * filters) + filter, y + filter);
                    }
                }
            }
        }
    }
}
