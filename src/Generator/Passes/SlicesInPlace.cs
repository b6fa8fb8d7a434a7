using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Passes;

/// <summary>
/// Lets loops read parts of rows where they lie: the gates of a recurrent cell are slices of one product, and copying them would cost as
/// much as computing with them.
/// </summary>
internal static class SlicesInPlace
{
    /// <summary>Rows of other lengths have a rest that is computed float by float, row after row; of a copy it is once.</summary>
    private const int Unit = MemoryPlanner.Alignment;

    public static Graph Run(Graph graph) => graph.Nodes.Any(n => n.Operator is Slice) ? Mark(graph) : graph;

    private static Graph Mark(Graph graph)
    {
        var copied = new bool[graph.Nodes.Count];
        foreach (GraphOutput output in graph.Outputs)
        {
            copied[output.Node] = true;
        }

        foreach (Node reader in graph.Nodes)
        {
            foreach (int input in reader.Inputs)
            {
                copied[input] |= !Reads.IsElementwise(reader) || reader.Shape != graph[input].Shape;
            }
        }

        return GraphRewriting.Rewrite(graph, (builder, node, inputs) =>
            !copied[node.Id] && node.Operator is Slice slice && IsPartOfRows(slice, inputs[0]) ? builder.Apply(slice with { IsInPlace = true }, inputs) : null);
    }

    private static bool IsPartOfRows(Slice slice, Value input) =>
        slice.Axis == input.Shape.Rank - 1 && slice.Start.IsConstant && slice.Length.IsConstant && slice.Length.Value % Unit == 0
        && input.Node.Operator is not Slice { IsInPlace: true };
}
