using System.Globalization;
using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// A convolution or one of its two derivatives: all three are sums of the same products x · kernel · y, each with another factor left out,
/// so that each is a derivative of the others. Tensors lie channels last, x (batch, …, channels), y (batch, …, filters),
/// the kernel (window …, channels / groups, filters).
/// </summary>
internal abstract record ConvolutionOperator(Sliding Sliding, int Groups) : Operator
{
    public sealed override FusionClass Fusion => FusionClass.Contraction;

    /// <summary>The shapes of x, the kernel and y when the operator is applied to the inputs and gives the output.</summary>
    public abstract (Shape X, Shape Kernel, Shape Y) Roles(IReadOnlyList<Shape> inputs, Shape output);

    /// <summary>Whether the window is one position that goes over every position once: then the sums are a matrix product.</summary>
    public bool IsMatrixProduct(Shape kernel) => Groups == 1
        && Sliding.Strides.All(s => s == 1)
        && Sliding.Before.Concat(Sliding.After).All(p => p == 0)
        && kernel.Dimensions.Take(Sliding.Rank).All(size => size == Dimension.One);

    /// <summary>The shape of y from those of x and the kernel.</summary>
    protected Shape Slide(Shape x, Shape kernel)
    {
        if (kernel.Rank != Sliding.Rank + 2 || kernel.Dimensions.Any(d => !d.IsConstant))
        {
            throw new ShapeException($"{RuntimeName} takes a kernel (window sizes, channels / groups, filters), but got {kernel}");
        }

        int[] lengths = Sliding.SpatialLengths(RuntimeName, x), window = [.. kernel.Dimensions.Take(Sliding.Rank).Select(d => checked((int)d.Value))];
        int[] outputs = Sliding.Outputs(RuntimeName, lengths, window);
        RequireReach(lengths, window, outputs, x[x.Rank - 1].Value);
        Dimension channels = x[x.Rank - 1], filters = kernel[kernel.Rank - 1];
        return Groups >= 1 && kernel[kernel.Rank - 2] * Groups == channels && filters.Value % Groups == 0
            ? Sliding.WithSpatial(x[0], outputs, filters)
            : throw new ShapeException($"{RuntimeName} in {Groups.ToString(CultureInfo.InvariantCulture)} groups: the kernel {kernel} does not fit the {channels} channels of {x}");
    }

    /// <summary>
    /// Places along an axis, and along the last one the values at them, are counted in 32 bits, as far as windows reach. The same bound as
    /// <c>PatchAxis.Reach</c> of Compiled.Runtime, which refuses what is beyond it at the first step; a padding that becomes part of the
    /// convolution does not raise it.
    /// </summary>
    private void RequireReach(int[] lengths, int[] window, int[] outputs, long channels)
    {
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            long reach = Math.Max((long)Sliding.Before[axis] + lengths[axis], ((long)outputs[axis] * Sliding.Strides[axis]) + ((long)window[axis] * Sliding.Dilations[axis]));
            long values = axis == lengths.Length - 1 ? channels : 1;
            if (reach > int.MaxValue / Math.Max(values, 1))
            {
                throw new ShapeException(FormattableString.Invariant(
                    $"its windows of {window[axis]} reach over {reach} places of an axis of {lengths[axis]}{(values > 1 ? FormattableString.Invariant($", each of {values} channels") : "")}, and at most {int.MaxValue} values in a row can be counted"));
            }
        }
    }
}
