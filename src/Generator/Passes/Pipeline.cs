using Compiled.Generator.Graphs;

namespace Compiled.Generator.Passes;

/// <summary>The passes over a whole graph, in order. Differentiation comes before them, so that one set of rules optimises both directions.</summary>
internal static class Pipeline
{
    /// <summary>Each a pure function; a verifier checks the graph after each in tests.</summary>
    public static IReadOnlyList<(string Name, Func<Graph, Graph> Run)> Passes { get; } =
    [
        (nameof(DeadNodeRemoval), DeadNodeRemoval.Run),
    ];

    public static Graph Run(Graph graph) => Passes.Aggregate(graph, (current, pass) => pass.Run(current));
}
