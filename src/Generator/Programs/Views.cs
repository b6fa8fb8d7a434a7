using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Programs;

/// <summary>Which nodes are other nodes' elements under another shape: they cost nothing and have no memory of their own.</summary>
internal static class Views
{
    public static bool IsView(this Graph graph, int node) => graph[node].Operator.Fusion == FusionClass.View || IsEmptyReduction(graph, graph[node]);

    /// <summary>Whether the node's rows lie apart from each other: parts of the rows of its input.</summary>
    public static bool IsStrided(this Graph graph, int node) => graph[node].Operator is Slice { IsInPlace: true };

    /// <summary>The node that owns the elements that <paramref name="node"/> shows: the node itself unless it is a view.</summary>
    public static int Owner(this Graph graph, int node)
    {
        while (graph.IsView(node))
        {
            node = graph[node].Inputs[0];
        }

        return node;
    }

    /// <summary>
    /// Skips views that do not move an element in broadcasting: same sizes, or only more leading ones.
    /// The result has, at every index, the same element.
    /// </summary>
    public static int SkipTransparent(this Graph graph, int node)
    {
        while (graph.IsView(node) && SameWhenBroadcast(graph[node].Shape, graph[graph[node].Inputs[0]].Shape))
        {
            node = graph[node].Inputs[0];
        }

        return node;
    }

    /// <summary>Whether the node is a scalar that kernels hold themselves rather than read.</summary>
    public static bool IsConstant(this Graph graph, int node) => graph[graph.Owner(node)].Operator is Constant or Size;

    private static bool SameWhenBroadcast(Shape left, Shape right) =>
        left.Dimensions.SkipWhile(IsOne).SequenceEqual(right.Dimensions.SkipWhile(IsOne));

    /// <summary>Folding axes of size one moves nothing.</summary>
    private static bool IsEmptyReduction(Graph graph, Node node) =>
        node.Operator.Fusion == FusionClass.Reduction && graph[node.Inputs[0]].Shape.Length == node.Shape.Length;

    private static bool IsOne(Dimension size) => size == Dimension.One;
}
