using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
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
        isFirst ? Sum(kernel.Loads.Select(graph.Owner).Distinct().Select(node => Taken(graph, kernel, node))) : Dimension.Zero,
        isLast ? Sum(kernel.Results.Select(node => graph[node].Shape.Length)) : Dimension.Zero);

    /// <summary>The elements of memory that a node stands for: what is read through to is counted in its place.</summary>
    private static Dimension Taken(Graph graph, Kernel kernel, int node) => !kernel.Through.Contains(node) ? graph[node].Shape.Length : graph[node].Operator switch
    {
        Slice => graph[node].Shape.Length,
        Positions => Dimension.Zero,
        _ => Sum(graph[node].Inputs.Select(graph.Owner).Distinct().Select(input => Taken(graph, kernel, input))),
    };

    private static Dimension Sum(IEnumerable<Dimension> sizes) => sizes.Aggregate(Dimension.Zero, (sum, size) => sum + size);
}
