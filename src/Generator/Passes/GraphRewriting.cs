using Compiled.Generator.Graphs;

namespace Compiled.Generator.Passes;

/// <summary>Rebuilds a graph node by node.</summary>
internal static class GraphRewriting
{
    /// <summary>Rebuilds a graph that holds a node of those that a pass is about; any other stays as it is.</summary>
    public static Graph Rewrite(Graph graph, Func<Node, bool> concerns, Func<GraphBuilder, Node, Value[], Value?> replace) =>
        graph.Nodes.Any(concerns) ? Rewrite(graph, replace) : graph;

    /// <param name="replace">Gets the node and its inputs in the new graph; null keeps the operator as it is.</param>
    public static Graph Rewrite(Graph graph, Func<GraphBuilder, Node, Value[], Value?> replace)
    {
        var builder = new GraphBuilder(graph.Nodes.Count);
        var places = new Value[graph.Nodes.Count];
        foreach (Node node in graph.Nodes)
        {
            builder.Layer = node.Layer;
            builder.IsBackward = node.IsBackward;
            var inputs = new Value[node.Inputs.Count];
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = places[node.Inputs[i]];
            }

            places[node.Id] = replace(builder, node, inputs) ?? builder.Keep(graph, node, inputs);
        }

        foreach (GraphOutput output in graph.Outputs)
        {
            builder.Output(output.Kind, output.Index, places[output.Node]);
        }

        return builder.ToGraph();
    }
}
