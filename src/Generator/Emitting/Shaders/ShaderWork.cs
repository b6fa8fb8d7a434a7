using Compiled.Generator.Graphs;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>What a dispatch does, as <c>ExplainGpu</c> tells it.</summary>
/// <param name="Layer">The layer; empty for none.</param>
/// <param name="Operators">The operators that are fused, in order.</param>
/// <param name="Read">Elements that it has to read.</param>
/// <param name="Written">Elements that it writes.</param>
internal sealed record ShaderWork(string Layer, string Operators, Dimension Read, Dimension Written)
{
    /// <summary>What a kernel does. Of a kernel in several dispatches the first reads and the last writes; what they pass on is not counted.</summary>
    public static ShaderWork Of(Graph graph, Kernel kernel, bool isFirst, bool isLast) => new(
        KernelComment.Layer(kernel),
        KernelComment.Operators(graph, kernel),
        isFirst ? Elements(graph, kernel.Inputs.Select(graph.Owner).Distinct()) : Dimension.Zero,
        isLast ? Elements(graph, kernel.Results) : Dimension.Zero);

    private static Dimension Elements(Graph graph, IEnumerable<int> nodes) => nodes.Aggregate(Dimension.Zero, (sum, node) => sum + graph[node].Shape.Length);
}
