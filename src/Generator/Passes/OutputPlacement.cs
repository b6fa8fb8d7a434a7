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
    public static Graph Run(Graph graph)
    {
        int copies = 0;
        Graph rewritten = GraphRewriting.Rewrite(graph, WantsConstantInMemory, (builder, node, inputs) => WantsConstantInMemory(node)
            ? builder.Apply(node.Operator, [.. inputs.Select((value, i) => graph.IsConstant(node.Inputs[i]) ? builder.Apply(new Copy(copies++), value) : value)])
            : null);

        GraphBuilder placed = GraphBuilder.From(rewritten with { Outputs = EquatableArray<GraphOutput>.Empty });
        var taken = new HashSet<int>();
        foreach (GraphOutput output in rewritten.Outputs)
        {
            var value = new Value(placed, output.Node);
            int owner = rewritten.Owner(value.Id);
            bool isParameter = rewritten[owner].Operator is Parameter;
            bool isLeaf = rewritten[owner].Operator.Fusion == FusionClass.Leaf;
            placed.Layer = value.Node.Layer;
            placed.IsBackward = value.Node.IsBackward;
            if (output.Kind == OutputKind.Update && isParameter)
            {
                // The other parameter may be replaced too: its old value must be out of the way first.
                value = placed.Apply(new Copy(copies++), value);
            }

            if (output.Kind == OutputKind.Update || isLeaf || !taken.Add(owner))
            {
                value = placed.Apply(new Copy(copies++), value);
            }

            placed.Output(output.Kind, output.Index, value);
        }

        return placed.ToGraph();

        bool WantsConstantInMemory(Node node)
        {
            if (node.Operator.Fusion is not (FusionClass.Contraction or FusionClass.Movement or FusionClass.Opaque))
            {
                return false;
            }

            foreach (int input in node.Inputs)
            {
                if (graph.IsConstant(input))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
