using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Scans;

/// <summary>
/// Takes out of a loop what does not need the states: a product of every step's input with weights is one product of all steps' inputs
/// before the loop, and what is the same in every step is computed once. Cheap arithmetic on a step's input stays where it is, since its
/// result would have to be written and read again. Before differentiation, so that the gradients of those products are no part of a loop either.
/// </summary>
internal static class ScanHoisting
{
    public static Graph Run(Graph graph) => GraphRewriting.Rewrite(graph, n => n.Operator is Scan, (builder, node, inputs) => node.Operator is Scan scan ? Hoist(builder, node, scan, inputs) : null);

    private static Value Hoist(GraphBuilder builder, Node loop, Scan scan, Value[] inputs)
    {
        Graph body = scan.Body;
        var lifted = new Lifted?[body.Nodes.Count];
        var isWorthIt = new bool[body.Nodes.Count];
        var inner = new ScanBuilder(builder, scan.Steps, scan.IsReversed);
        Value[] states = [.. inputs.Take(scan.States).Select(inner.State)];
        var places = new Value[body.Nodes.Count];
        foreach (Node node in body.Nodes)
        {
            builder.Layer = inner.Body.Layer = node.Layer;
            lifted[node.Id] = Lift(node);
            isWorthIt[node.Id] = lifted[node.Id] is { } value
                && (!value.IsSequence || IsExpensive(node) || (node.Operator is not Slice && node.Inputs.Any(i => isWorthIt[i] && lifted[i] is { IsSequence: true })));
            places[node.Id] = node.Operator is StepInput leaf ? leaf.Kind == StepInputKind.State ? states[leaf.Index] : inner.Import(scan, leaf, inputs)
                : lifted[node.Id] is { } outside && isWorthIt[node.Id] ? outside.IsSequence ? inner.Slice(outside.Value) : inner.Capture(outside.Value)
                : inner.Body.Apply(node.Operator, [.. node.Inputs.Select(i => places[i])]);
        }

        builder.Layer = loop.Layer;
        foreach (GraphOutput output in body.Outputs.OrderBy(o => o.Index))
        {
            if (output.Kind == OutputKind.Step)
            {
                inner.Emit(places[output.Node]);
            }
            else
            {
                inner.Next(states[output.Index], places[output.Node]);
            }
        }

        return inner.Build().Scan;

        Lifted? Lift(Node node)
        {
            switch (node.Operator)
            {
                case StepInput { Kind: StepInputKind.Slice } leaf:
                    return new(inputs[scan.InputOf(leaf)], IsSequence: true);
                case StepInput { Kind: StepInputKind.Capture } leaf:
                    return new(inputs[scan.InputOf(leaf)], IsSequence: false);
                case StepInput:
                    return null;
            }

            Lifted?[] sources = [.. node.Inputs.Select(i => lifted[i])];
            return sources.All(s => s is not null) && StepLifting.Apply(builder, node.Operator, node.Type, scan.Steps, [.. sources.Select(s => s!.Value)]) is { } value
                ? new(value, sources.Any(s => s!.Value.IsSequence))
                : null;
        }
    }

    /// <summary>Whether one application to all steps is worth writing its result to memory.</summary>
    private static bool IsExpensive(Node node) => node.Operator.Fusion is FusionClass.Contraction or FusionClass.Opaque;
}
