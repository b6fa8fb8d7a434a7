using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>NumPy's broadcasting: shapes are aligned at their last axes, and an axis of size one stretches.</summary>
internal static class Broadcasting
{
    /// <exception cref="ShapeException">Two sizes differ and neither is one.</exception>
    public static Shape Broadcast(string operation, IReadOnlyList<Shape> shapes)
    {
        int rank = 0;
        for (int i = 0; i < shapes.Count; i++)
        {
            rank = Math.Max(rank, shapes[i].Rank);
        }

        var result = new Dimension[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            Dimension size = Dimension.One;
            for (int i = 0; i < shapes.Count; i++)
            {
                Shape shape = shapes[i];
                int own = axis - (rank - shape.Rank);
                Dimension candidate = own < 0 ? Dimension.One : shape[own];
                if (candidate == Dimension.One || candidate == size)
                {
                    continue;
                }

                if (size != Dimension.One)
                {
                    throw new ShapeException($"{operation} cannot broadcast {string.Join(" with ", shapes)}: axis {axis} is {size} in one and {candidate} in the other");
                }

                size = candidate;
            }

            result[axis] = size;
        }

        return Shape.Of(result);
    }

    /// <summary>The axes of <paramref name="to"/> along which a tensor of shape <paramref name="from"/> was repeated.</summary>
    public static IReadOnlyList<int> RepeatedAxes(Shape from, Shape to)
    {
        int missing = to.Rank - from.Rank;
        return [.. Enumerable.Range(0, to.Rank).Where(axis => axis < missing || (from[axis - missing] == Dimension.One && to[axis] != Dimension.One))];
    }
}
