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
        var copied = new HashSet<int>(graph.Outputs.Select(o => o.Node));
        foreach (Node reader in graph.Nodes)
        {
            copied.UnionWith(reader.Inputs.Where(i => !Reads.IsElementwise(reader) || reader.Shape != graph[i].Shape));
        }

        return GraphRewriting.Rewrite(graph, (builder, node, inputs) =>
            !copied.Contains(node.Id) && node.Operator is Slice slice && IsPartOfRows(slice, inputs[0]) ? builder.Apply(slice with { IsInPlace = true }, inputs) : null);
    }

    private static bool IsPartOfRows(Slice slice, Value input) =>
        slice.Axis == input.Shape.Rank - 1 && slice.Start.IsConstant && slice.Length.IsConstant && slice.Length.Value % Unit == 0
        && input.Node.Operator is not Slice { IsInPlace: true };
}
