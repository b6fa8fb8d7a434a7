using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering;

/// <summary>
/// Finds out where the integers of a value come from, by moving the numbers of elements in place of the elements. One sample stands for all:
/// no operator of a model moves a value to another sample.
/// </summary>
internal sealed class IdSources(GraphBuilder builder)
{
    /// <summary>The steps of a sequence of any length: enough to tell those at its ends from the others.</summary>
    private const int Steps = 5;

    private readonly Dictionary<int, Place[]> _places = [];

    /// <summary>By element of a sample: which element of which input it is; none for what is computed.</summary>
    public Place[] Of(int node)
    {
        if (!_places.TryGetValue(node, out Place[]? places))
        {
            _places[node] = places = Find(builder[node]);
        }

        return places;
    }

    /// <summary>The elements of a value for one sample.</summary>
    public static int[] Sizes(Shape shape) => [.. shape.Dimensions.Select(size => checked((int)size.Evaluate(symbol => symbol == Symbol(Dimension.Batch) ? 1 : Steps)))];

    private static string Symbol(Dimension symbol) => symbol.Monomials[0].Symbols[0];

    private Place[] Find(Node node)
    {
        int[] sizes = Sizes(node.Shape);
        int length = sizes.Aggregate(1, (product, size) => checked(product * size));
        switch (node.Operator)
        {
            case Input input:
                return [.. Enumerable.Range(0, length).Select(element => new Place(input.Index, element))];
            case Reshape:
                return Of(node.Inputs[0]);
            case Transpose transpose:
                int[] strides = Strides(Input(node));
                return Walk(node, sizes, [.. transpose.Permutation.Select(axis => strides[axis])], 0);
            case BroadcastTo:
                int[] given = Sizes(Input(node)), apart = Strides(Input(node));
                int added = sizes.Length - given.Length;
                return Walk(node, sizes, [.. sizes.Select((_, axis) => axis < added || given[axis - added] == 1 ? 0 : apart[axis - added])], 0);
            case Reverse reverse:
                int[] backwards = Strides(Input(node));
                int last = (sizes[reverse.Axis] - 1) * backwards[reverse.Axis];
                backwards[reverse.Axis] *= -1;
                return Walk(node, sizes, backwards, last);
            case Slice slice:
                int[] inside = Strides(Input(node));
                return Walk(node, sizes, inside, Sizes(Shape.Of(slice.Start))[0] * inside[slice.Axis]);
            case Concatenate concatenate:
                return Join(node, concatenate.Axis);
            default:
                return [.. Enumerable.Repeat(Place.None, length)];
        }
    }

    private Shape Input(Node node) => builder[node.Inputs[0]].Shape;

    /// <summary>The elements of a node's input that an index on each axis reaches by strides.</summary>
    private Place[] Walk(Node node, int[] sizes, int[] strides, int first)
    {
        Place[] source = Of(node.Inputs[0]);
        var reached = new List<int> { first };
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            reached = [.. from begin in reached from step in Enumerable.Range(0, sizes[axis]) select begin + (step * strides[axis])];
        }

        return [.. reached.Select(element => source[element])];
    }

    /// <summary>Each input is a block of every row, one behind the other.</summary>
    private Place[] Join(Node node, int axis)
    {
        int rows = Sizes(node.Shape).Take(axis).Aggregate(1, (product, size) => product * size);
        Place[][] parts = [.. node.Inputs.Select(Of)];
        return [.. from row in Enumerable.Range(0, rows) from part in parts from place in part.Skip(row * (part.Length / rows)).Take(part.Length / rows) select place];
    }

    private static int[] Strides(Shape shape)
    {
        int[] sizes = Sizes(shape);
        return [.. sizes.Select((_, axis) => sizes.Skip(axis + 1).Aggregate(1, (product, size) => product * size))];
    }

}

/// <summary>An element of a sample of an input.</summary>
internal readonly record struct Place(int Input, int Element)
{
    public static Place None { get; } = new(-1, 0);
}
