using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Scans;

/// <summary>
/// Makes sequences of all values of a loop that going back through it may want: the states after each step, and what costs more to compute
/// again than to read. The rest is computed again in the loop backwards. <see cref="ScanPruning"/> takes away what was not wanted.
/// </summary>
internal static class ScanExposure
{
    public static Graph Run(Graph graph) => GraphRewriting.Rewrite(graph, n => n.Operator is Scan, (builder, node, inputs) => node.Operator is Scan scan ? builder.Apply(Expose(scan), inputs) : null);

    /// <summary>The number of the sequence that a node of the body is an element of; null if there is none.</summary>
    public static int? SequenceOf(Scan scan, int node) => scan.Body.Outputs.FirstOrDefault(o => o.Kind == OutputKind.Step && o.Node == node)?.Index;

    private static Scan Expose(Scan scan)
    {
        Graph body = scan.Body;
        var outputs = new List<GraphOutput>(body.Outputs);
        var exposed = new HashSet<int>(body.Outputs.Where(o => o.Kind == OutputKind.Step).Select(o => o.Node));
        foreach (int node in body.Outputs.Where(o => o.Kind == OutputKind.State).Select(o => o.Node).Concat(body.Nodes.Where(IsWorthSaving).Select(n => Finished(body, n).Id)))
        {
            if (exposed.Add(node))
            {
                outputs.Add(new(OutputKind.Step, exposed.Count - 1, node));
            }
        }

        return scan with { Body = body with { Outputs = outputs.ToEquatableArray() } };
    }

    /// <summary>A product as the sums leave it that it is part of: nothing else wants it, and their derivatives want neither.</summary>
    private static Node Finished(Graph body, Node node)
    {
        while (node.Operator.Fusion == FusionClass.Contraction || node.Operator is Add)
        {
            Node[] readers = [.. body.Nodes.Where(n => n.Inputs.Contains(node.Id))];
            if (readers is not [{ Operator: Add } sum] || sum.Shape != node.Shape || body.Outputs.Any(o => o.Node == node.Id))
            {
                break;
            }

            node = sum;
        }

        return node;
    }

    private static bool IsWorthSaving(Node node) => node.Type.Element == ElementType.Float32 && node.Operator switch
    {
        Scan or ScanResult => false,
        ElementwiseOperator op => SaveOrRecompute.Cost(op) > SaveOrRecompute.CheapCost,
        { Fusion: FusionClass.Contraction or FusionClass.Reduction or FusionClass.Opaque } => true,
        _ => false,
    };
}
