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

        int[] outputs = Sliding.Outputs(RuntimeName, Sliding.SpatialLengths(RuntimeName, x), [.. kernel.Dimensions.Take(Sliding.Rank).Select(d => checked((int)d.Value))]);
        Dimension channels = x[x.Rank - 1], filters = kernel[kernel.Rank - 1];
        return Groups >= 1 && kernel[kernel.Rank - 2] * Groups == channels && filters.Value % Groups == 0
            ? Sliding.WithSpatial(x[0], outputs, filters)
            : throw new ShapeException($"{RuntimeName} in {Groups.ToString(CultureInfo.InvariantCulture)} groups: the kernel {kernel} does not fit the {channels} channels of {x}");
    }
}
