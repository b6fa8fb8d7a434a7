using System.Globalization;
using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// How a window goes over the spatial axes, those between the batch and the channels: one number for each of them, one to three.
/// Output position o reads, at window position k, the input position o · stride + k · dilation − before.
/// </summary>
/// <param name="Before">How many positions before the input the first window begins.</param>
/// <param name="After">How far behind the input the last window may reach.</param>
internal sealed record Sliding(EquatableArray<int> Strides, EquatableArray<int> Dilations, EquatableArray<int> Before, EquatableArray<int> After)
{
    public int Rank => Strides.Count;

    /// <summary>The attributes as arguments of a runtime method.</summary>
    public IReadOnlyList<object> RuntimeArguments => [Strides.ToArray(), Dilations.ToArray(), Before.ToArray(), After.ToArray()];

    /// <summary>Strides and dilations of one, nothing before and after.</summary>
    public static Sliding OneByOne(int rank)
    {
        EquatableArray<int> ones = Enumerable.Repeat(1, rank).ToEquatableArray(), zeros = Enumerable.Repeat(0, rank).ToEquatableArray();
        return new(ones, ones, zeros, zeros);
    }

    /// <summary>The spatial sizes that a window of these sizes gives.</summary>
    /// <exception cref="ShapeException">The window does not fit, or a number is out of range.</exception>
    public int[] Outputs(string name, IReadOnlyList<int> lengths, IReadOnlyList<int> window)
    {
        if (lengths.Count != Rank || window.Count != Rank)
        {
            throw new ShapeException($"{name} slides over {Text(Rank)} axes, but got {Text(lengths.Count)} with a window of {Text(window.Count)}");
        }

        if (Rank is < 1 or > 3 || Dilations.Count != Rank || Before.Count != Rank || After.Count != Rank)
        {
            throw new ShapeException($"{name} slides over 1 to 3 axes with a stride, a dilation and a padding before and after for each");
        }

        var outputs = new int[Rank];
        for (int axis = 0; axis < Rank; axis++)
        {
            if (Strides[axis] < 1 || Dilations[axis] < 1 || window[axis] < 1 || Before[axis] < 0 || After[axis] < 0)
            {
                throw new ShapeException($"{name} takes windows, strides and dilations from 1 on and paddings from 0 on, not {Text(window[axis])}, {Text(Strides[axis])}, {Text(Dilations[axis])}, {Text(Before[axis])} and {Text(After[axis])}");
            }

            long room = (long)Before[axis] + lengths[axis] + After[axis] - Extent(window[axis], Dilations[axis]);
            outputs[axis] = room >= 0 ? checked((int)(room / Strides[axis]) + 1) : throw new ShapeException(
                $"{name}: a window over {Text(Extent(window[axis], Dilations[axis]))} positions does not fit into {Text(lengths[axis])} with {Text(Before[axis])} before and {Text(After[axis])} after");
        }

        return outputs;
    }

    /// <summary>The positions from the first to the last that a window with gaps covers.</summary>
    public static long Extent(int window, int dilation) => ((long)(window - 1) * dilation) + 1;

    /// <summary>The constant sizes of the axes between the first and the last.</summary>
    /// <exception cref="ShapeException">There is none, or one is not constant.</exception>
    public static int[] SpatialLengths(string name, Shape shape)
    {
        var lengths = new int[Math.Max(0, shape.Rank - 2)];
        bool isKnown = lengths.Length > 0;
        for (int axis = 1; isKnown && axis < shape.Rank; axis++)
        {
            isKnown = shape[axis].IsConstant;
            if (isKnown && axis <= lengths.Length)
            {
                lengths[axis - 1] = checked((int)shape[axis].Value);
            }
        }

        return isKnown ? lengths : throw new ShapeException($"{name} takes (batch, 1 to 3 spatial sizes, channels) with sizes known while building, but got {shape}");
    }

    /// <summary>The shape with other sizes between the first and the last axis.</summary>
    public static Shape WithSpatial(Dimension batch, IEnumerable<int> lengths, Dimension channels) =>
        new([batch, .. lengths.Select(l => Dimension.Constant(l)), channels]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
