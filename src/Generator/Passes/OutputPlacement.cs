using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Passes;

/// <summary>
/// Gives every result a node that can be computed right where the result belongs: a result that is a leaf, that shares its elements
/// with another result, or that replaces a parameter becomes a copy. Constants that a kernel wants in memory become copies too.
/// </summary>
internal static class OutputPlacement
{
    public static Graph Apply(Graph graph)
    {
        var builder = new GraphBuilder();
        var places = new Value[graph.Nodes.Count];
        int copies = 0;
        foreach (Node node in graph.Nodes)
        {
            builder.Layer = node.Layer;
            builder.IsBackward = node.IsBackward;
            bool needsMemory = node.Operator.Fusion is FusionClass.Contraction or FusionClass.Movement or FusionClass.Opaque && node.Operator is not BroadcastTo;
            Value[] inputs = [.. node.Inputs.Select(i => needsMemory && graph.IsConstant(i) ? builder.Apply(new Copy(copies++), places[i]) : places[i])];
            places[node.Id] = builder.Apply(node.Operator, inputs);
        }

        Graph rewritten = builder.ToGraph();
        var taken = new HashSet<int>();
        foreach (GraphOutput output in graph.Outputs)
        {
            Value value = places[output.Node];
            int owner = rewritten.Owner(value.Id);
            bool isLeaf = rewritten[owner].Operator.Fusion == FusionClass.Leaf;
            if (output.Kind == OutputKind.Update || isLeaf || !taken.Add(owner))
            {
                builder.Layer = value.Node.Layer;
                builder.IsBackward = value.Node.IsBackward;
                value = builder.Apply(new Copy(copies++), value);
            }

            builder.Output(output.Kind, output.Index, value);
        }

        return builder.ToGraph();
    }
}
