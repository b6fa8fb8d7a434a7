using Compiled.Generator.Graphs;

namespace Compiled.Generator.Passes;

/// <summary>Removes the nodes that no output depends on; the others keep their order.</summary>
internal static class DeadNodeRemoval
{
    public static Graph Run(Graph graph)
    {
        var live = new bool[graph.Nodes.Count];
        foreach (GraphOutput output in graph.Outputs)
        {
            live[output.Node] = true;
        }

        for (int id = live.Length - 1; id >= 0; id--)
        {
            if (live[id])
            {
                foreach (int input in graph[id].Inputs)
                {
                    live[input] = true;
                }
            }
        }

        var places = new int[graph.Nodes.Count];
        var nodes = new List<Node>();
        foreach (Node node in graph.Nodes.Where(n => live[n.Id]))
        {
            places[node.Id] = nodes.Count;
            nodes.Add(node with { Id = nodes.Count, Inputs = node.Inputs.Select(i => places[i]).ToEquatableArray() });
        }

        return new(nodes.ToEquatableArray(), graph.Outputs.Select(o => o with { Node = places[o.Node] }).ToEquatableArray());
    }
}
