using Compiled.Generator.Declarations;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Emitting;

/// <summary>Writes a graph as statements over tensors of the BCL: each node a local, each operator a call of <c>Ops</c>, each scan a loop of <c>Recurrence</c>.</summary>
/// <param name="leaf">Writes a leaf as C#; null for the leaves that every graph may have.</param>
internal sealed class TensorStatements(CodeWriter writer, Graph graph, Names locals, Func<LeafOperator, string?> leaf)
{
    private readonly string[] _names = new string[graph.Nodes.Count];

    /// <summary>The name of a node's value.</summary>
    public string this[int node] => _names[node];

    public void Write()
    {
        HashSet<int> live = Live();
        foreach (Node node in graph.Nodes.Where(n => live.Contains(n.Id)))
        {
            _names[node.Id] = node.Operator switch
            {
                LeafOperator op when leaf(op) is { } given => given,
                Constant constant => $"Scalar({Literal.Single(constant.Value)})",
                UserCallResult result => $"{_names[node.Inputs[0]]}.Item{Literal.Int32(result.Index + 1)}",
                Size size => $"Scalar({size.Dimension})",
                ScanResult result => $"{_names[node.Inputs[0]]}.{(result.Kind == ScanResultKind.Final ? "Final" : "Sequences")}[{Literal.Int32(result.Index)}]",
                _ => locals.Unique(Identifier.Camel(node.Operator.RuntimeName)),
            };
            if (node.Operator is Scan scan)
            {
                WriteScan(node, scan);
            }
            else if (node.Operator is UserCall call)
            {
                WriteUserCall(node, call);
            }
            else if (node.Operator is not (ScanResult or UserCallResult) && node.Operator.Fusion != FusionClass.Leaf)
            {
                IEnumerable<string> inputs = node.Inputs.Select(i => _names[i]), attributes = node.Operator.RuntimeArguments.Select(Literal.OfRuntimeArgument);
                IEnumerable<string> arguments = node.Operator.RuntimeArgumentsFirst ? attributes.Concat(inputs) : inputs.Concat(attributes);
                writer.Line($"{TypeOf(node.Type)} {_names[node.Id]} = Ops.{node.Operator.RuntimeName}({string.Join(", ", arguments)});");
            }
        }
    }

    public static string TypeOf(TensorType type) => type.Element == ElementType.Int32 ? "Tensor<int>" : "Tensor<float>";

    private void WriteScan(Node node, Scan scan)
    {
        string[] inputs = [.. node.Inputs.Select(i => _names[i])];
        string states = locals.Unique("states"), slices = locals.Unique("slices");
        string steps = scan.Steps.IsConstant ? scan.Steps.ToString() : $"(int)({scan.Steps})";
        writer.Line($"var {_names[node.Id]} = Recurrence.Scan(");
        using (writer.Indent())
        {
            writer.Line($"{steps},");
            writer.Line($"{Literal.Boolean(scan.IsReversed)},");
            writer.Line($"[{string.Join(", ", inputs.Take(scan.States))}],");
            writer.Line($"[{string.Join(", ", inputs.Skip(scan.States).Take(scan.Sequences))}],");
            using (writer.Block($"({states}, {slices}) =>", "});"))
            {
                var body = new TensorStatements(writer, scan.Body, locals, op => op switch
                {
                    StepInput { Kind: StepInputKind.State } state => $"{states}[{Literal.Int32(state.Index)}]",
                    StepInput { Kind: StepInputKind.Slice } slice => $"{slices}[{Literal.Int32(slice.Index)}]",
                    StepInput { Kind: StepInputKind.Capture } capture => inputs[scan.InputOf(capture)],
                    _ => null,
                });
                body.Write();
                writer.Line($"return ([{body.Names(OutputKind.State)}], [{body.Names(OutputKind.Step)}]);");
            }
        }
    }

    /// <summary>The user's own method runs as the user wrote it: on a new instance with the model's weights.</summary>
    private void WriteUserCall(Node node, UserCall call)
    {
        CustomLayerDeclaration layer = call.Layer;
        string instance = locals.Unique(Identifier.Camel(layer.Type.Name));
        string[] inputs = [.. node.Inputs.Select(i => _names[i])];
        ILookup<bool, (string Name, string Value)> given = layer.Options
            .Select(o => (Option: o, Setting: call.Settings.FirstOrDefault(s => string.Equals(s.Name, o.Name, StringComparison.OrdinalIgnoreCase))))
            .Where(o => o.Setting is not null)
            .ToLookup(o => layer.PropertyOptions.Contains(o.Option.Name), o => (Identifier.Of(o.Option.Name), Literal.Of(o.Setting!.Value, o.Option.Type)));
        string arguments = string.Join(", ", given[false].Select(o => $"{o.Name}: {o.Value}"));
        string properties = string.Join(", ", given[true].Select(o => $"{o.Name} = {o.Value}"));
        writer.Line($"var {instance} = new global::{layer.Type.FullName}({arguments}){(properties.Length > 0 ? $" {{ {properties} }}" : "")};");
        int tensors = inputs.Length - layer.Weights.Count;
        if (layer.Weights.Count > 0)
        {
            writer.Line($"{instance}.{CustomLayerEmitter.BindMethod}({string.Join(", ", inputs.Skip(tensors))});");
        }

        writer.Line($"var {_names[node.Id]} = {instance}.{layer.Forward.Name}({string.Join(", ", inputs.Take(tensors))});");
    }

    private string Names(OutputKind kind) => string.Join(", ", graph.Outputs.Where(o => o.Kind == kind).OrderBy(o => o.Index).Select(o => _names[o.Node]));

    private HashSet<int> Live()
    {
        var live = new HashSet<int>(graph.Outputs.Select(o => o.Node));
        for (int id = graph.Nodes.Count - 1; id >= 0; id--)
        {
            if (live.Contains(id))
            {
                live.UnionWith(graph[id].Inputs);
            }
        }

        return live;
    }
}
