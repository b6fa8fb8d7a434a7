using Compiled.Generator.Graphs;

namespace Compiled.Generator.Passes;

/// <summary>The passes over a whole graph, in order. Differentiation comes before them, so that one set of rules optimises both directions.</summary>
internal static class Pipeline
{
    /// <summary>Each a pure function; a verifier checks the graph after each in tests.</summary>
    public static IReadOnlyList<(string Name, Func<Graph, Graph> Run)> Passes { get; } =
    [
        (nameof(Simplification), Simplification.Run),
        (nameof(DeadNodeRemoval), DeadNodeRemoval.Run),
    ];

    /// <summary>What scheduling does to a graph before it cuts it into kernels: the same values, in the form that kernels take.</summary>
    public static IReadOnlyList<(string Name, Func<Graph, Graph> Run)> Preparation { get; } =
    [
        (nameof(ReductionSplitting), ReductionSplitting.Run),
        (nameof(ReshapeSinking), ReshapeSinking.Run),
        (nameof(OutputPlacement), OutputPlacement.Run),
    ];

    public static Graph Run(Graph graph) => Passes.Aggregate(graph, (current, pass) => pass.Run(current));

    public static Graph Prepare(Graph graph) => Preparation.Aggregate(graph, (current, pass) => pass.Run(current));
}
