using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes;

/// <summary>Checks what every graph between passes fulfils: nodes in order, types as the shape rules infer them, outputs that exist once.</summary>
internal static class GraphVerifier
{
    /// <exception cref="InvalidOperationException">The graph is broken; the message names the node.</exception>
    public static void Verify(Graph graph)
    {
        for (int id = 0; id < graph.Nodes.Count; id++)
        {
            Node node = graph[id];
            if (node.Id != id)
            {
                throw new InvalidOperationException($"node {id} calls itself {node}");
            }

            if (node.Inputs.Any(input => input < 0 || input >= id))
            {
                throw new InvalidOperationException($"an input of {node} is not before it");
            }

            if (node.Operator is Scan scan)
            {
                Verify(scan.Body);
            }

            TensorType inferred = Infer(graph, node);
            if (inferred != node.Type)
            {
                throw new InvalidOperationException($"the type of {node} should be {inferred}");
            }
        }

        var seen = new HashSet<(OutputKind, int)>();
        foreach (GraphOutput output in graph.Outputs)
        {
            if (output.Node < 0 || output.Node >= graph.Nodes.Count)
            {
                throw new InvalidOperationException($"the node of {output} does not exist");
            }

            if (!seen.Add((output.Kind, output.Index)))
            {
                throw new InvalidOperationException($"{output.Kind}[{output.Index}] is there twice");
            }
        }
    }

    private static TensorType Infer(Graph graph, Node node)
    {
        TensorType[] types = [.. node.Inputs.Select(i => graph[i].Type)];
        try
        {
            if (!node.IsBackward)
            {
                node.Operator.RefuseInForward(types);
            }

            return node.Operator.Infer(types);
        }
        catch (ShapeException exception)
        {
            throw new InvalidOperationException($"{node} has impossible inputs: {exception.Message}", exception);
        }
    }
}
