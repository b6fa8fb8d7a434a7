using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes.Simplifying;

namespace Compiled.Generator.Passes;

/// <summary>
/// Replaces applications of operators by cheaper equal ones: constants are folded, arithmetic with neutral elements, broadcasts before
/// elementwise operators and movements that undo each other vanish. What is left unused behind is for <see cref="DeadNodeRemoval"/>.
/// </summary>
internal static class Simplification
{
    public static Graph Run(Graph graph) => GraphRewriting.Rewrite(graph, (builder, node, inputs) => node.Operator is Scan scan
        ? new Simplifier(builder).Apply(scan with { Body = DeadNodeRemoval.Run(Run(scan.Body)) }, inputs)
        : new Simplifier(builder).Replace(node.Operator, inputs));
}
