using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Programs;

/// <summary>
/// Finds the parameters that look-ups alone read: their gradient is a <see cref="ScatterAdd"/> and nothing else. Such a table's gradients are
/// zero but for the rows that a batch's ids name, and the kernel keeps them so without going over the whole table.
/// </summary>
internal static class RowGradients
{
    public static IEnumerable<int> Of(Graph graph) => graph.Outputs.Where(output => IsOfRows(graph, output)).Select(output => output.Index);

    /// <summary>The parameter whose gradient the node is; null where it is something else, or the gradient goes everywhere.</summary>
    public static int? ParameterOf(Graph graph, Node node) =>
        graph.Outputs.FirstOrDefault(output => output.Node == node.Id && IsOfRows(graph, output))?.Index;

    private static bool IsOfRows(Graph graph, GraphOutput output) => output.Kind == OutputKind.Gradient && graph[output.Node].Operator is ScatterAdd;
}
