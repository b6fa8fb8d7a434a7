using Compiled.Generator.Graphs;
using Compiled.Generator.Passes.Scans;

namespace Compiled.Generator.Passes;

/// <summary>
/// The route of a graph from <c>Forward</c> to a program, in order:
/// <list type="number">
/// <item><see cref="Lowering.ModelLowering"/> expands layers and losses into a graph for inference, evaluation and training.</item>
/// <item><see cref="Differentiation"/> adds the gradients to the graph for training, before all passes, so that one set of rules optimises both directions.</item>
/// <item><see cref="Passes"/>, by <see cref="Run"/>: what makes the graph smaller. Equal subexpressions are one node from the start, see <see cref="GraphBuilder"/>.</item>
/// <item><see cref="Preparation"/>, by <see cref="Prepare"/>, the first step of <see cref="Programs.Scheduler"/>: the form that kernels take.</item>
/// <item><see cref="SaveOrRecompute"/> decides which values are kept and which are computed again where they are needed.</item>
/// <item><see cref="Programs.Fusion"/> cuts the graph into kernels, and the scheduler puts them in order.</item>
/// <item><see cref="Programs.MemoryPlanner"/> gives every stored value its place in the workspace.</item>
/// </list>
/// <see cref="Compiler"/> walks this route for each of a model's graphs, and hands the programs to <c>Emitting</c>.
/// </summary>
internal static class Pipeline
{
    /// <summary>Each a pure function; a verifier checks the graph after each in tests.</summary>
    public static IReadOnlyList<(string Name, Func<Graph, Graph> Run)> Passes { get; } =
    [
        (nameof(ScanHoisting), ScanHoisting.Run),
        (nameof(Simplification), Simplification.Run),
        (nameof(DeadNodeRemoval), DeadNodeRemoval.Run),
        (nameof(ScanPruning), ScanPruning.Run),
    ];

    /// <summary>What scheduling does to a graph before it cuts it into kernels: the same values, in the form that kernels take.</summary>
    public static IReadOnlyList<(string Name, Func<Graph, Graph> Run)> Preparation { get; } =
    [
        (nameof(ReductionSplitting), ReductionSplitting.Run),
        (nameof(ReshapeSinking), ReshapeSinking.Run),
        (nameof(OutputPlacement), OutputPlacement.Run),
        (nameof(SlicesInPlace), SlicesInPlace.Run),
    ];

    public static Graph Run(Graph graph) => Passes.Aggregate(graph, (current, pass) => pass.Run(current));

    public static Graph Prepare(Graph graph) => Preparation.Aggregate(graph, (current, pass) => pass.Run(current));
}
