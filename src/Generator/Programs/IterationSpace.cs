using Compiled.Generator.Graphs;

namespace Compiled.Generator.Programs;

/// <summary>
/// A loop over the elements of <paramref name="Shape"/> on two levels: axes from <paramref name="FirstColumnAxis"/> on are the columns,
/// one run of consecutive elements that vectors go along; the axes before are the rows.
/// </summary>
internal sealed record IterationSpace(Shape Shape, int FirstColumnAxis)
{
    public Dimension Rows => Product(Shape, 0, FirstColumnAxis);

    public Dimension Columns => Product(Shape, FirstColumnAxis, Shape.Rank);

    /// <summary>
    /// The space of an elementwise kernel with the longest columns along which every tensor that it reads is either consecutive or one
    /// repeated element, and every result consecutive.
    /// </summary>
    public static IterationSpace Of(Graph graph, Kernel kernel)
    {
        Shape shape = kernel.Root.Shape;
        int first = kernel.Parts.Count > 0 || kernel.Loads.Any(graph.IsStrided) ? shape.Rank - 1 : 0;
        while (first < shape.Rank - 1 && !kernel.Loads.All(i => new IterationSpace(shape, first).Fits(graph[i].Shape)))
        {
            first++;
        }

        return new(shape, first);
    }

    /// <summary>Whether a tensor broadcast over the space is, along the columns, either consecutive or one repeated element.</summary>
    public bool Fits(Shape accessed) => IsConsecutive(accessed) || IsRepeated(accessed);

    /// <summary>Whether the tensor's elements follow the columns.</summary>
    public bool IsConsecutive(Shape accessed)
    {
        int axis = FirstColumnAxis;
        while (axis < Shape.Rank && Size(accessed, axis) == Shape[axis])
        {
            axis++;
        }

        return axis == Shape.Rank;
    }

    /// <summary>Whether the tensor has one element for a whole row.</summary>
    public bool IsRepeated(Shape accessed)
    {
        int axis = FirstColumnAxis;
        while (axis < Shape.Rank && Size(accessed, axis) == Dimension.One)
        {
            axis++;
        }

        return axis == Shape.Rank;
    }

    /// <summary>
    /// The place of row <paramref name="row"/> in a tensor broadcast over the space, as C# (and HLSL) source; empty for zero.
    /// Rows of consecutive axes that are all there, or all repeated, are one term.
    /// </summary>
    /// <param name="text">Writes a size; the loop must know its symbols.</param>
    public string RowOffset(Shape accessed, string row, Func<Dimension, string> text)
    {
        var terms = new List<string>();
        int[] axes = [.. Enumerable.Range(0, FirstColumnAxis).Where(axis => Shape[axis] != Dimension.One)];
        for (int begin = 0; begin < axes.Length;)
        {
            bool present = Size(accessed, axes[begin]) != Dimension.One;
            int end = begin + 1;
            while (end < axes.Length && (Size(accessed, axes[end]) != Dimension.One) == present)
            {
                end++;
            }

            if (present)
            {
                Dimension inner = axes.Skip(end).Aggregate(Dimension.One, (product, axis) => product * Shape[axis]);
                Dimension count = axes.Skip(begin).Take(end - begin).Aggregate(Dimension.One, (product, axis) => product * Shape[axis]);
                Dimension stride = Product(accessed, axes[end - 1] + 1 - (Shape.Rank - accessed.Rank), accessed.Rank);
                string index = inner == Dimension.One ? row : $"({row} / {text(inner)})";
                index = begin == 0 ? index : $"({index} % {text(count)})";
                terms.Add(stride == Dimension.One ? index : $"({index} * {text(stride)})");
            }

            begin = end;
        }

        return string.Join(" + ", terms);
    }

    private static Dimension Product(Shape shape, int begin, int end)
    {
        Dimension product = Dimension.One;
        for (int axis = begin; axis < end; axis++)
        {
            product *= shape[axis];
        }

        return product;
    }

    /// <summary>The size of a tensor along an axis of the space; one where it has no such axis.</summary>
    private Dimension Size(Shape accessed, int axis)
    {
        int own = axis - (Shape.Rank - accessed.Rank);
        return own < 0 ? Dimension.One : accessed[own];
    }
}
