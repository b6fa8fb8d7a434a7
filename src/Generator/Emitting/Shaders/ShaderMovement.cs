using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>Writes what moves elements, or makes them of their index, as a function of an element's place: for a kernel of its own, or for whoever reads it.</summary>
internal static class ShaderMovement
{
    /// <param name="text">The kernel that the function is part of.</param>
    public static string Function(Graph graph, ShaderText text, Node node, string name)
    {
        var writer = new CodeWriter();
        using (writer.Block($"{(node.Type.Element == ElementType.Int32 ? "int" : "float")} {name}(uint at)"))
        {
            foreach (string line in Body(graph, text, node))
            {
                writer.Line(line);
            }
        }

        return writer.ToString();
    }

    public static Dimension Leading(Shape shape, int axis) => shape.Dimensions.Take(axis).Aggregate(Dimension.One, (product, size) => product * size);

    public static Dimension Trailing(Shape shape, int axis) => shape.Dimensions.Skip(axis).Aggregate(Dimension.One, (product, size) => product * size);

    private static IEnumerable<string> Body(Graph graph, ShaderText text, Node node)
    {
        Shape shape = graph[node.Inputs[0]].Shape;
        return node.Operator switch
        {
            OneHot oneHot => [$"return (uint){Source(0)}(at / {Size(oneHot.Classes)}) == at % {Size(oneHot.Classes)} ? 1.0f : 0.0f;"],
            Positions => ["return (float)at;"],
            Transpose transpose => [$"return {Source(0)}({TransposedIndex(text, shape, node.Shape, transpose.Permutation)});"],
            Reverse reverse => Reversed(reverse.Axis),
            Slice slice => [$"return {Source(0)}({Sliced(slice)});"],
            Pad pad => Padded(pad),
            Concatenate concatenate => Concatenation(concatenate.Axis),
            _ => throw new InvalidOperationException($"{node.Operator} is no movement"),
        };

        string Source(int input) => text.Address(node.Inputs[input]);
        string Size(Dimension size) => text.Text(size);

        IEnumerable<string> Reversed(int axis)
        {
            string block = Size(Trailing(shape, axis + 1)), row = Size(Trailing(shape, axis));
            yield return $"uint column = at % {row};";
            yield return $"return {Source(0)}(at - column + ({Size(shape[axis])} - 1u - column / {block}) * {block} + column % {block});";
        }

        string Sliced(Slice slice)
        {
            string begin = Size(Trailing(shape, slice.Axis + 1) * slice.Start);
            if (Leading(shape, slice.Axis) == Dimension.One)
            {
                return $"at + {begin}";
            }

            string row = Size(Trailing(node.Shape, slice.Axis));
            return $"at / {row} * {Size(Trailing(shape, slice.Axis))} + {begin} + at % {row}";
        }

        IEnumerable<string> Padded(Pad pad)
        {
            string row = Size(Trailing(node.Shape, pad.Axis)), length = Size(Trailing(shape, pad.Axis));
            yield return $"uint column = at % {row} - {Size(Trailing(shape, pad.Axis + 1) * pad.Before)};";
            yield return $"if (column < {length})";
            yield return "{";
            yield return $"    return {Source(0)}(at / {row} * {length} + column);";
            yield return "}";
            yield return "";
            yield return "return 0.0f;";
        }

        // Each input is a block of every row, one behind the other.
        IEnumerable<string> Concatenation(int axis)
        {
            string row = Size(Trailing(node.Shape, axis));
            yield return $"uint row = at / {row}, column = at % {row};";
            Dimension begin = Dimension.Zero;
            for (int i = 0; i < node.Inputs.Count; i++)
            {
                Dimension length = Trailing(graph[node.Inputs[i]].Shape, axis), end = begin + length;
                string element = $"return {Source(i)}(row * {Size(length)} + column - {Size(begin)});";
                if (i == node.Inputs.Count - 1)
                {
                    yield return element;
                    break;
                }

                yield return $"if (column < {Size(end)})";
                yield return "{";
                yield return "    " + element;
                yield return "}";
                yield return "";
                begin = end;
            }
        }
    }

    /// <summary>Where element <c>at</c> of the result lies in the source.</summary>
    private static string TransposedIndex(ShaderText text, Shape source, Shape result, EquatableArray<int> permutation)
    {
        var terms = new List<string>();
        for (int axis = 0; axis < result.Rank; axis++)
        {
            if (result[axis] != Dimension.One)
            {
                string index = Trailing(result, axis + 1) is var inner && inner == Dimension.One ? "at" : $"at / {text.Text(inner)}";
                index = Leading(result, axis) == Dimension.One ? $"({index})" : $"({index}) % {text.Text(result[axis])}";
                terms.Add($"{index} * {text.Text(Trailing(source, permutation[axis] + 1))}");
            }
        }

        return terms.Count == 0 ? "0" : string.Join(" + ", terms);
    }
}
